import { Agent } from 'node:https';
import { type XApiConfig } from '@app/config';
import { AppError, rejectedBy } from '@app/domain';
import {
  type ITwitterApiAfterRequestHookArgs,
  type ITwitterApiBeforeRequestConfigHookArgs,
  type ITwitterApiClientPlugin,
  TwitterApi,
  TwitterApiPluginResponseOverride,
  type TwitterApiTokens,
} from 'twitter-api-v2';

import { toAppError } from './x-api-errors';

/** Sends the library's requests to the configured host; before they are signed, so that the signature fits. */
class ConfiguredHost implements ITwitterApiClientPlugin {
  constructor(private readonly baseUrl: URL) {}

  onBeforeRequestConfig({ params }: ITwitterApiBeforeRequestConfigHookArgs): void {
    const { origin } = new URL(params.url);
    params.url = this.baseUrl.origin + params.url.slice(origin.length);
  }

  /** The library reads a form only when it comes from X's own host. */
  onAfterRequest({ params, response }: ITwitterApiAfterRequestHookArgs) {
    const data: unknown = response.data;
    const isForm = typeof data === 'string' && new URL(params.url).pathname.startsWith('/oauth/');
    if (!isForm) return undefined;
    const read = Object.fromEntries(new URLSearchParams(data));
    return new TwitterApiPluginResponseOverride({ ...response, data: read });
  }
}

/** The way to X by `twitter-api-v2`, which signs and sends and is trusted with nothing else. */
export class XApiConnection {
  private readonly httpAgent = new Agent({ keepAlive: true });
  private readonly plugins: ITwitterApiClientPlugin[];

  constructor(private readonly config: XApiConfig) {
    this.plugins = [new ConfiguredHost(config.baseUrl)];
  }

  /** No compression: a cut compressed answer would never settle, a corrupt one end the process. */
  client(keys: TwitterApiTokens): TwitterApi {
    const { httpAgent, plugins } = this;
    return new TwitterApi(keys, { httpAgent, plugins, compression: false });
  }

  /**
   * Makes one request. Rejects with what `explain` makes of the library's error, with `twitter.timeout`, or the signal's reason. The
   * library has no signal and no deadline of its own: both are kept here, the late answer is dropped.
   */
  async call<T>(
    request: (timeoutMs: number) => Promise<T>,
    { signal, explain = toAppError }: { signal?: AbortSignal; explain?: typeof toAppError } = {},
  ): Promise<T> {
    const timeoutMs = this.config.requestTimeoutMs;
    const deadline = AbortSignal.timeout(timeoutMs);
    const given = signal ? AbortSignal.any([signal, deadline]) : deadline;
    given.throwIfAborted();
    try {
      return await Promise.race([request(timeoutMs), rejectedBy(given)]);
    } catch (error) {
      signal?.throwIfAborted();
      throw deadline.aborted ? tooLate(timeoutMs, error) : explain(error);
    }
  }
}

function tooLate(timeoutMs: number, cause: unknown): AppError {
  const message = `X did not answer within ${timeoutMs} ms; try again.`;
  return new AppError('twitter.timeout', message, { timeoutMs }, { cause });
}
