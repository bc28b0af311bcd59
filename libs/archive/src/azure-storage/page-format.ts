import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';

import { type CapturedPage } from '../post-archive';
import { sha256Hex } from '../record-format';

const [gunzipAsync, gzipAsync] = [promisify(gunzip), promisify(gzip)];
const headerSchema = z.looseObject({ receivedAt: z.string() });
type PageHeader = z.infer<typeof headerSchema>;

/**
 * A page as it is kept: gzip of one line of JSON (request, headers, time, length and SHA-256 of the body), a line feed, and then
 * the body, byte for byte as X sent it. The file explains itself: `zcat | head -1`, `zcat | tail -n +2 | sha256sum`.
 */
export async function encodePage(page: CapturedPage): Promise<{ name: string; bytes: Uint8Array }> {
  const header = {
    schemaVersion: 1,
    accountId: page.accountId,
    request: page.request,
    headers: page.headers,
    receivedAt: page.receivedAt.toISOString(),
  };
  const bytes = await pageBytes(header, page.body);
  return { name: pageNameOf(page, bytes), bytes };
}

export function pageBytes(header: PageHeader, body: Uint8Array): Promise<Buffer> {
  const said = { ...header, bodyBytes: body.length, bodySha256: sha256Hex(body) };
  return gzipAsync(Buffer.concat([Buffer.from(`${JSON.stringify(said)}\n`), body]));
}

/** Of the bytes of a page. */
export async function pageParts(bytes: Uint8Array): Promise<{ header: PageHeader; body: Buffer }> {
  const text = await gunzipAsync(bytes);
  const headerEnd = text.indexOf('\n');
  const header = headerSchema.parse(JSON.parse(text.subarray(0, headerEnd).toString()));
  return { header, body: text.subarray(headerEnd + 1) };
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
