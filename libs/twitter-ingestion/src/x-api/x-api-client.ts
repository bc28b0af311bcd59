import { type XApiConfig } from '@app/config';
import { AppError, type XCredentials } from '@app/domain';

import { XApiConnection } from './x-api-connection';

export interface XAnswer {
  body: Buffer;
  headers: Record<string, string>;
}

/** Reads from X's API v2. */
export class XApiClient {
  private readonly connection: XApiConnection;

  constructor(config: XApiConfig) {
    this.connection = new XApiConnection(config);
  }

  /** One GET below `/2/`; the exact bytes of a whole answer. Rejects with an AppError `twitter.*`, or the signal's reason. */
  get(
    credentials: XCredentials,
    path: string,
    query: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<XAnswer> {
    const client = this.connection.client({
      appKey: credentials.appKey.reveal(),
      appSecret: credentials.appSecret.reveal(),
      accessToken: credentials.accessToken.reveal(),
      accessSecret: credentials.accessSecret.reveal(),
    });
    const request = async (timeout: number) => {
      const { data, headers } = await client.v2.get<Buffer>(path, query, {
        fullResponse: true,
        forceParseMode: 'buffer',
        timeout,
      });
      return checkWhole({ body: data, headers: textHeaders(headers) });
    };
    return this.connection.call(request, { signal });
  }
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
