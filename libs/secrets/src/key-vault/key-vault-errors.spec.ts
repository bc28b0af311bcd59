import { createHttpHeaders, createPipelineRequest, RestError } from '@azure/core-rest-pipeline';

import { lookedAt } from './key-vault-errors';

function answerOf(headers: Record<string, string>): RestError {
  const request = createPipelineRequest({ url: 'https://vault.example' });
  const response = { request, status: 404, headers: createHttpHeaders(headers) };
  return new RestError('It is so.', { statusCode: 404, response });
}

describe('lookedAt', () => {
  it.each([
    ['in the second before its answer', 20, '2026-01-01T11:59:59.000Z'],
    ['never after that, when our clock is set back meanwhile', -3600e3, '2026-01-01T11:59:59.000Z'],
    ['long before, when it took long', 4100, '2026-01-01T11:59:55.000Z'],
  ])('is %s', (_, tookMs, expected) => {
    const answer = answerOf({ date: 'Thu, 01 Jan 2026 12:00:00 GMT' });
    expect(lookedAt(answer, tookMs)?.toISOString()).toBe(expected);
  });

  it('is not known when the vault does not say', () => {
    expect(lookedAt(answerOf({}), 0)).toBeUndefined();
  });
});
