import { createHttpHeaders, createPipelineRequest, RestError } from '@azure/core-rest-pipeline';

import { lookedAt } from './key-vault-errors';

function answerOf(headers: Record<string, string>): RestError {
  const request = createPipelineRequest({ url: 'https://vault.example' });
  const response = { request, status: 404, headers: createHttpHeaders(headers) };
  return new RestError('It is so.', { statusCode: 404, response });
}

describe('lookedAt', () => {
  it('is longer before its answer than a call may take', () => {
    const answer = answerOf({ date: 'Thu, 01 Jan 2026 12:00:00 GMT' });
    expect(lookedAt(answer)?.toISOString()).toBe('2026-01-01T11:59:50.000Z');
  });

  it('is not known when the vault does not say', () => {
    expect(lookedAt(answerOf({}))).toBeUndefined();
  });
});
