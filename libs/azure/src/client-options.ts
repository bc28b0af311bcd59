import { storageHttpClient } from './storage-http-client';
import { timedHttpClient } from './timed-http-client';

/** A blip is bridged here, within seconds; everything longer is the queue's or the schedule's to retry. */
const TRIES = 3;
const userAgentOptions = { userAgentPrefix: 'twitter-archive-connector' };

/**
 * For blob and queue clients. Their own `tryTimeoutInMs` is only a word to the service, which has better ones by itself: 30 seconds, but for
 * each MB of a blob minutes (https://learn.microsoft.com/rest/api/storageservices/setting-timeouts-for-blob-service-operations).
 */
export function blobOptions(tryTimeoutMs: number) {
  return {
    retryOptions: { maxTries: TRIES, retryDelayInMs: 500, maxRetryDelayInMs: 4000 },
    httpClient: storageHttpClient(timedHttpClient(tryTimeoutMs)),
    userAgentOptions,
  };
}

/** For table clients. */
export function tableOptions(tryTimeoutMs: number) {
  return {
    retryOptions: { maxRetries: TRIES - 1, retryDelayInMs: 500, maxRetryDelayInMs: 4000 },
    httpClient: timedHttpClient(tryTimeoutMs),
    userAgentOptions,
  };
}
