import {
  createDefaultHttpClient,
  type HttpClient,
  type PipelineRequest,
  RestError,
} from '@azure/core-rest-pipeline';

/**
 * The way to the network of Azure's clients, with a limit to each try: without, who never answers would be waited for for ever. A stream
 * is waited for until it begins. Over the limit it fails with `ETIMEDOUT`, which the clients try again.
 */
export function timedHttpClient(tryTimeoutMs: number): HttpClient {
  const client = createDefaultHttpClient();
  return {
    async sendRequest(request) {
      const tooLong = new AbortController();
      const timer = setTimeout(() => tooLong.abort(), tryTimeoutMs);
      const given = request.abortSignal;
      request.abortSignal = either(given, tooLong.signal);
      try {
        return await client.sendRequest(request);
      } catch (error) {
        if (!tooLong.signal.aborted || given?.aborted) throw error;
        throw new RestError(`no answer within ${tryTimeoutMs} ms`, { code: 'ETIMEDOUT', request });
      } finally {
        clearTimeout(timer);
        request.abortSignal = given;
      }
    },
  };
}

/** Also after the answer has begun, for as long as it goes on. */
function either(given: PipelineRequest['abortSignal'], limit: AbortSignal): AbortSignal {
  if (!given) return limit;
  if (given instanceof AbortSignal) return AbortSignal.any([given, limit]);
  const own = new AbortController();
  const abort = () => own.abort();
  given.addEventListener('abort', abort);
  return AbortSignal.any([own.signal, limit]);
}
