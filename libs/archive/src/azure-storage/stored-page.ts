import { z } from 'zod';

import { sha256Hex } from '../record-format';
import { pageNameOf, pageParts } from './page-format';

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

/**
 * The page in a blob of this name and these bytes; `undefined` when they are not what was stored under it. `isRemoved`: was content removed
 * from what was stored, so that these are the bytes since?
 */
export async function readStoredPage(
  name: string,
  bytes: Uint8Array,
  isRemoved: (is: string) => Promise<boolean> = () => Promise.resolve(false),
): Promise<StoredPage | undefined> {
  const page = await partsOf(bytes);
  if (!page) return undefined;
  const { said, body } = page;
  const isStored = pageNameOf(said, bytes) === name || (await isRemoved(sha256Hex(bytes)));
  return isStored ? { request: said.request, receivedAt: said.receivedAt, body } : undefined;
}

async function partsOf(bytes: Uint8Array) {
  try {
    const { header, body } = await pageParts(bytes);
    const said = headerSchema.parse(header);
    const isWhole = said.bodyBytes === body.length && said.bodySha256 === sha256Hex(body);
    return isWhole ? { said, body } : undefined;
  } catch {
    // Whatever it fails at: no page of ours.
    return undefined;
  }
}
