import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';

import { sha256Hex } from '../record-format';
import { pageNameOf } from './page-format';

const gunzipAsync = promisify(gunzip);
const headerSchema = z.object({
  accountId: z.string(),
  request: z.string(),
  receivedAt: z.coerce.date(),
  bodyBytes: z.number(),
  bodySha256: z.string(),
});

export interface StoredPage {
  /** What X was asked. */
  request: string;
  receivedAt: Date;
  body: Buffer;
}

/** The page in a blob of this name and these bytes; `undefined` when they are not what was stored under it. */
export async function readStoredPage(
  name: string,
  bytes: Uint8Array,
): Promise<StoredPage | undefined> {
  try {
    const text = await gunzipAsync(bytes);
    const headerEnd = text.indexOf('\n');
    const body = text.subarray(headerEnd + 1);
    const said = headerSchema.parse(JSON.parse(text.subarray(0, headerEnd).toString()));
    const isWhole = said.bodyBytes === body.length && said.bodySha256 === sha256Hex(body);
    if (!isWhole || pageNameOf(said, bytes) !== name) return undefined;
    return { request: said.request, receivedAt: said.receivedAt, body };
  } catch {
    // Whatever it fails at: no page of ours.
    return undefined;
  }
}
