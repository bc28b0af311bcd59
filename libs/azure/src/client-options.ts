import { timedHttpClient } from './timed-http-client';

/** A blip is bridged here, within seconds; everything longer is the queue's or the schedule's to retry. */
const TRIES = 3;
/** Of each try. */
const TRY_TIMEOUT_MS = 30_000;
const userAgentOptions = { userAgentPrefix: 'twitter-archive-connector' };

/** For blob and queue clients. */
export const blobOptions = {
  retryOptions: {
    maxTries: TRIES,
    tryTimeoutInMs: TRY_TIMEOUT_MS,
    retryDelayInMs: 500,
    maxRetryDelayInMs: 4000,
  },
  userAgentOptions,
};

/** For table clients. */
export const tableOptions = {
  retryOptions: { maxRetries: TRIES - 1, retryDelayInMs: 500, maxRetryDelayInMs: 4000 },
  httpClient: timedHttpClient(TRY_TIMEOUT_MS),
  userAgentOptions,
};
