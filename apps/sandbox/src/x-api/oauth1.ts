import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request as its signature covers it (RFC 5849, 3.4.1). */
export interface SignedRequest {
  method: string;
  /** Scheme, host, port unless it is the scheme's own, and path. */
  url: string;
  /** Query, form body and the header's oauth parameters but for the signature. */
  parameters: readonly (readonly [string, string])[];
}

/** The parameters of an `Authorization: OAuth …` header; `undefined` for any other. */
export function oauthParameters(authorization = ''): Map<string, string> | undefined {
  const [, list] = /^OAuth\s+(\S.*)$/i.exec(authorization) ?? [];
  if (list === undefined) return undefined;
  const pairs = [...list.matchAll(/(?<![\w.-])([\w.-]+)="([^"]*)"/g)];
  return new Map(pairs.map(([, name = '', value = '']) => [name, decodeURIComponent(value)]));
}

/** HMAC-SHA1 over method, address and sorted parameters, in base64. Identical pairs count once: the library X's clients use sends some twice. */
export function oauthSignature(
  request: SignedRequest,
  consumerSecret: string,
  tokenSecret = '',
): string {
  const pairs = request.parameters.map(([name, value]) => `${encode(name)}=${encode(value)}`);
  const unique = [...new Set(pairs)].sort();
  const base = [request.method.toUpperCase(), request.url, unique.join('&')].map(encode).join('&');
  const key = `${encode(consumerSecret)}&${encode(tokenSecret)}`;
  return createHmac('sha1', key).update(base).digest('base64');
}

export function isSameSignature(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** RFC 3986: all but letters, digits and `- . _ ~` is escaped. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
