import { AppError } from '@app/domain';
import { ApiPartialResponseError, ApiRequestError, ApiResponseError } from 'twitter-api-v2';

import { retryAtOf, toAppError } from './x-api-errors';

const problem = (type: string, title = 'Title') =>
  JSON.stringify({ type, title, detail: 'Detail' });

/** A refusal as the library gives it for a call that takes bytes. */
function refusal(
  code: number,
  body: string,
  headers: Record<string, string> = {},
): ApiResponseError {
  return new ApiResponseError(`Request failed with code ${code}`, {
    code,
    headers,
    data: Buffer.from(body) as unknown as {
      errors: [];
      title: string;
      detail: string;
      type: string;
    },
    request: {} as never,
    response: {} as never,
  });
}

const usageCapped = problem('https://api.twitter.com/2/problems/usage-capped', 'UsageCapExceeded');
const html = '<html><body>Over capacity</body></html>';
const used = (name: string, reset: number) => ({
  [`${name}-remaining`]: '0',
  [`${name}-reset`]: String(reset),
});

describe('toAppError', () => {
  it.each([
    [400, problem('https://api.x.com/2/problems/invalid-request'), 'twitter.invalid_request'],
    [401, problem('about:blank', 'Unauthorized'), 'twitter.unauthorized'],
    [401, '{"errors":[{"code":89,"message":"Invalid or expired token."}]}', 'twitter.unauthorized'],
    [402, problem('about:blank', 'CreditsDepleted'), 'twitter.payment_required'],
    [403, problem('https://api.twitter.com/2/problems/client-forbidden'), 'twitter.forbidden'],
    [403, '{"errors":[{"code":453,"message":"…"}]}', 'twitter.forbidden'],
    [
      403,
      problem('https://api.twitter.com/2/problems/oauth1-permissions', 'Forbidden'),
      'twitter.permission_missing',
    ],
    [403, '{"errors":[{"code":93,"message":"…"}]}', 'twitter.permission_missing'],
    [403, '{"errors":"none"}', 'twitter.forbidden'],
    [403, usageCapped, 'twitter.usage_capped'],
    [404, problem('https://api.x.com/2/problems/resource-not-found'), 'twitter.not_found'],
    [404, '', 'twitter.not_found'],
    [409, problem('about:blank'), 'twitter.invalid_request'],
    [429, problem('about:blank', 'Too Many Requests'), 'twitter.rate_limited'],
    [429, html, 'twitter.rate_limited'],
    [429, usageCapped, 'twitter.usage_capped'],
    [
      429,
      problem('https://api.x.com/2/problems/usage-capped', 'UsageCapExceeded'),
      'twitter.usage_capped',
    ],
    [500, problem('about:blank'), 'twitter.unavailable'],
    [502, 'Bad Gateway', 'twitter.unavailable'],
    [503, html, 'twitter.unavailable'],
    [503, '{"title":"cut', 'twitter.unavailable'],
    [503, '[]', 'twitter.unavailable'],
    [504, '', 'twitter.unavailable'],
  ])('tells status %d with %j as %s', (status, body, code) => {
    const original = refusal(status, body);
    const error = toAppError(original);
    expect(error).toMatchObject({ code, details: { status }, cause: original });
    expect(error.message.length).toBeGreaterThan(code.length);
  });

  it('keeps the title X gives', () => {
    const error = toAppError(refusal(402, problem('about:blank', 'CreditsDepleted')));
    expect(error.details).toEqual({ status: 402, title: 'CreditsDepleted' });
  });

  it.each([
    [
      'no answer',
      new ApiRequestError('…', { error: new Error('ECONNRESET'), request: {} as never }),
    ],
    ['something else', new Error('socket hang up')],
    ['no error at all', 'socket hang up'],
  ])('tells %s as twitter.network', (_, original) => {
    expect(toAppError(original)).toMatchObject({ code: 'twitter.network', cause: original });
  });

  it('tells an answer that was cut as twitter.malformed', () => {
    const cut = new ApiPartialResponseError('…', {
      request: {} as never,
      response: {} as never,
      responseError: new Error('connection abruptly closed'),
      rawContent: '{"da',
    });
    expect(toAppError(cut)).toMatchObject({ code: 'twitter.malformed', cause: cut });
  });

  it('leaves what is in our words already', () => {
    const ours = new AppError('twitter.timeout', 'late');
    expect(toAppError(ours)).toBe(ours);
  });
});

describe('retryAtOf', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  const seconds = now.getTime() / 1000;
  const retryAt = (headers: Record<string, string>) =>
    (retryAtOf(toAppError(refusal(429, '{}', headers)), now).getTime() - now.getTime()) / 1000;

  it.each([
    ['the reset X tells', used('x-rate-limit', seconds + 60), 60],
    [
      'the latest reset of those that are used up',
      { ...used('x-rate-limit', seconds + 60), ...used('x-user-limit-24hour', seconds + 7200) },
      7200,
    ],
    [
      'no limit that is not used up',
      {
        ...used('x-rate-limit', seconds + 60),
        ...used('x-app-limit-24hour', seconds + 7200),
        'x-app-limit-24hour-remaining': '5',
      },
      60,
    ],
    ['a whole window when X tells nothing', {}, 900],
    ['a whole window when the reset is over', used('x-rate-limit', seconds - 1), 900],
    ['the reset of a whole day', used('x-user-limit-24hour', seconds + 90_000), 90_000],
    ['a whole window when the reset is too far off', used('x-rate-limit', seconds + 90_001), 900],
    ['a whole window when the reset is in other units', used('x-rate-limit', 1e300), 900],
    ['a whole window when the reset is no time', { 'x-rate-limit-reset': 'soon' }, 900],
  ])('waits for %s', (_, headers, expected) => {
    expect(retryAt(headers)).toBe(expected);
  });
});
