import {
  createDefaultHttpClient,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline';

import { unlessSilent } from './unless-silent';

/**
 * The slowest that what is sent may flow: a MiB in two minutes, with which Microsoft counts beforehand how long a file's transfer may take
 * (https://learn.microsoft.com/rest/api/storageservices/setting-timeouts-for-file-service-operations). Blobs may be read as slowly and written more slowly.
 */
const SLOWEST_BYTES_PER_MS = (1024 * 1024) / 120_000;

/**
 * The way to the network of Azure's clients, with a limit to each try: without, who never answers would be waited for for ever. What is
 * sent has more time the larger it is; what comes, as long as it flows. Over the limit it fails with `ETIMEDOUT`, which the clients try
 * again: also in the midst of a stream.
 */
export function timedHttpClient(tryTimeoutMs: number): HttpClient {
  const client = createDefaultHttpClient();
  return {
    async sendRequest(request) {
      const tooLong = new AbortController();
      const timer = setTimeout(() => tooLong.abort(), tryTimeoutMs + sendingMs(request));
      const { abortSignal: given, onDownloadProgress } = request;
      request.abortSignal = either(given, tooLong.signal);
      request.onDownloadProgress = (progress) => {
        timer.refresh();
        onDownloadProgress?.(progress);
      };
      try {
        return watched(await client.sendRequest(request), tryTimeoutMs);
      } catch (error) {
        if (!tooLong.signal.aborted || given?.aborted) throw error;
        throw noAnswer(request, tryTimeoutMs);
      } finally {
        clearTimeout(timer);
        Object.assign(request, { abortSignal: given, onDownloadProgress });
      }
    },
  };
}

function sendingMs({ headers }: PipelineRequest): number {
  return Number(headers.get('content-length') ?? 0) / SLOWEST_BYTES_PER_MS;
}

function watched(response: PipelineResponse, limitMs: number): PipelineResponse {
  const { readableStreamBody, request } = response;
  if (!readableStreamBody) return response;
  const failure = () => noAnswer(request, limitMs);
  return { ...response, readableStreamBody: unlessSilent(readableStreamBody, limitMs, failure) };
}

function noAnswer(request: PipelineRequest, limitMs: number): RestError {
  return new RestError(`no answer within ${limitMs} ms`, { code: 'ETIMEDOUT', request });
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
