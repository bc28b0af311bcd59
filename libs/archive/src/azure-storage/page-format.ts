import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import { type CapturedPage } from '../post-archive';
import { sha256Hex } from '../record-format';

const gzipAsync = promisify(gzip);

/**
 * A page as it is kept: gzip of one line of JSON (request, headers, time, length and SHA-256 of the body), a line feed, and then
 * the body, byte for byte as X sent it. The file explains itself: `zcat | head -1`, `zcat | tail -n +2 | sha256sum`.
 */
export async function encodePage(page: CapturedPage): Promise<{ name: string; bytes: Uint8Array }> {
  const bodySha256 = sha256Hex(page.body);
  const header = {
    schemaVersion: 1,
    accountId: page.accountId,
    request: page.request,
    headers: page.headers,
    receivedAt: page.receivedAt.toISOString(),
    bodyBytes: page.body.length,
    bodySha256,
  };
  const bytes = await gzipAsync(
    Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), page.body]),
  );
  return { name: pageNameOf(page, bytes), bytes };
}

export function pageNameOf(
  { accountId, receivedAt }: Pick<CapturedPage, 'accountId' | 'receivedAt'>,
  bytes: Uint8Array,
): string {
  const [day = '', time = ''] = receivedAt.toISOString().split('T');
  const clock = time.replace(/[:.Z]/g, '');
  const folder = `${accountId}/pages/${day.replaceAll('-', '/')}`;
  return `${folder}/${clock}.${sha256Hex(bytes).slice(0, 8)}.json.gz`;
}
