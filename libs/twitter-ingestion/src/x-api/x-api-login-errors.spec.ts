import { ApiResponseError } from 'twitter-api-v2';

import { toBeginError, toCompleteError } from './x-api-login-errors';

/** As the library throws it; only what is read of it. */
function answer(status: number, data: unknown) {
  const fields = { code: status, headers: {}, data };
  return Object.assign(Object.create(ApiResponseError.prototype) as ApiResponseError, fields);
}

const codes = (code: number) => ({ errors: [{ code, message: 'No.' }] });
const callbackXml =
  '<?xml version="1.0" encoding="UTF-8"?><hash><error>Callback URL not approved for this client application.</error><request>/oauth/request_token</request></hash>';

describe('login errors', () => {
  it.each([
    [401, codes(32), 'twitter.app_keys_refused'],
    [401, 'Failed to validate oauth signature and token', 'twitter.app_keys_refused'],
    [401, codes(135), 'twitter.clock_skew'],
    [403, codes(415), 'twitter.callback_not_registered'],
    [403, callbackXml, 'twitter.callback_not_registered'],
    [403, '<errors><error code="415">No.</error></errors>', 'twitter.callback_not_registered'],
    [403, { '{"errors":[{"code":415,"message":"No."}]}': '' }, 'twitter.callback_not_registered'],
    [403, codes(416), 'twitter.app_suspended'],
    [403, { title: 'Forbidden' }, 'twitter.forbidden'],
    [429, {}, 'twitter.rate_limited'],
    [503, '<html>Over capacity</html>', 'twitter.unavailable'],
  ])('begin: %i %j is %s', (status, data, code) => {
    expect(toBeginError(answer(status, data))).toMatchObject({ code, details: { status } });
  });

  it.each([
    [401, codes(32), 'twitter.login_refused'],
    [401, codes(89), 'twitter.login_refused'],
    [401, 'Invalid request token', 'twitter.login_refused'],
    [401, codes(135), 'twitter.clock_skew'],
    [403, codes(416), 'twitter.app_suspended'],
    [403, codes(415), 'twitter.forbidden'],
  ])('complete: %i %j is %s', (status, data, code) => {
    expect(toCompleteError(answer(status, data))).toMatchObject({ code, details: { status } });
  });
});
