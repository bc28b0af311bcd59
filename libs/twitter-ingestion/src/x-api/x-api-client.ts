import { Agent } from 'node:https';
import { type XApiConfig } from '@app/config';
import { AppError, type XCredentials } from '@app/domain';
import {
  type ITwitterApiBeforeRequestConfigHookArgs,
  type ITwitterApiClientPlugin,
  TwitterApi,
} from 'twitter-api-v2';

import { toAppError } from './x-api-errors';

export interface XAnswer {
  body: Buffer;
  headers: Record<string, string>;
}

/** Sends the library's requests to the configured host; before they are signed, so that the signature fits. */
class BaseUrlPlugin implements ITwitterApiClientPlugin {
  constructor(private readonly baseUrl: URL) {}

  onBeforeRequestConfig({ params }: ITwitterApiBeforeRequestConfigHookArgs): void {
    const { origin } = new URL(params.url);
    params.url = this.baseUrl.origin + params.url.slice(origin.length);
  }
}

/** Signed requests to X by `twitter-api-v2`, which signs and sends and is trusted with nothing else. */
export class XApiClient {
  private readonly httpAgent = new Agent({ keepAlive: true });
  private readonly plugins: ITwitterApiClientPlugin[];

  constructor(private readonly config: XApiConfig) {
    this.plugins = [new BaseUrlPlugin(config.baseUrl)];
  }

  /**
   * One GET below `/2/`; the exact bytes of a whole answer. Rejects with an AppError `twitter.*`, or the signal's reason.
   * The library has no signal and no deadline of its own: both are kept here, the late answer is dropped.
   */
  async get(
    credentials: XCredentials,
    path: string,
    query: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<XAnswer> {
    const timeout = this.config.requestTimeoutMs;
    const deadline = AbortSignal.timeout(timeout);
    const given = signal ? AbortSignal.any([signal, deadline]) : deadline;
    given.throwIfAborted();
    try {
      const request = this.client(credentials).v2.get<Buffer>(path, query, {
        fullResponse: true,
        forceParseMode: 'buffer',
        timeout,
      });
      const { data, headers } = await Promise.race([request, rejectedBy(given)]);
      return checkWhole({ body: data, headers: textHeaders(headers) });
    } catch (error) {
      signal?.throwIfAborted();
      throw deadline.aborted ? tooLate(timeout, error) : toAppError(error);
    }
  }

  /** No compression: a cut compressed answer would never settle, a corrupt one end the process. */
  private client(credentials: XCredentials): TwitterApi {
    const keys = {
      appKey: credentials.appKey.reveal(),
      appSecret: credentials.appSecret.reveal(),
      accessToken: credentials.accessToken.reveal(),
      accessSecret: credentials.accessSecret.reveal(),
    };
    const { httpAgent, plugins } = this;
    return new TwitterApi(keys, { httpAgent, plugins, compression: false });
  }
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
  });
}

function tooLate(timeoutMs: number, cause: unknown): AppError {
  const message = `X did not answer within ${timeoutMs} ms; the request is made again at the next interval.`;
  return new AppError('twitter.timeout', message, { timeoutMs }, { cause });
}

/** The library takes a cut answer for a whole one. */
function checkWhole(answer: XAnswer): XAnswer {
  const { 'content-length': announced, 'content-encoding': encoding = 'identity' } = answer.headers;
  const bytes = answer.body.length;
  const isCut = announced !== undefined && Number(announced) !== bytes;
  if (!isCut && encoding === 'identity') return answer;
  throw new AppError(
    'twitter.malformed',
    'An answer of X was cut or encoded in a way not asked for; the request is made again at the next interval.',
    { bytes, announced: announced ?? 'unknown', encoding },
  );
}

function textHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')] as const],
  );
  return Object.fromEntries(entries);
}
