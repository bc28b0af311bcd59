import { buffer } from 'node:stream/consumers';
import {
  jsonValues,
  readStoredPage,
  sha256Hex,
  type StoredArchive,
  type StoredPage,
} from '@app/archive';
import { canonicalJson, isAppError, isJsonObject, type Json, type JsonObject } from '@app/domain';

import { type Removals } from './removals';

/** Neighbouring rows of the index are of the same few pages. */
const PAGES_HELD = 16;

export type Evidence =
  | { kind: 'missing' }
  | { kind: 'changed' }
  | { kind: 'page'; receivedAt: Date; has: (object: JsonObject) => boolean };

/** Pages of evidence, the last few held. */
export class PageReader {
  private readonly held = new Map<string, Promise<Evidence>>();

  constructor(
    private readonly archive: StoredArchive,
    private readonly removals: Removals,
  ) {}

  read(name: string): Promise<Evidence> {
    const known = this.held.get(name);
    const page = known ?? this.load(name);
    this.held.delete(name);
    this.held.set(name, page);
    const [oldest] = this.held.keys();
    if (this.held.size > PAGES_HELD && oldest !== undefined) this.held.delete(oldest);
    return page;
  }

  private async load(name: string): Promise<Evidence> {
    const bytes = await bytesOf(this.archive, name);
    if (!bytes) return { kind: 'missing' };
    const page = await storedPage(name, bytes, this.removals);
    if (!page) return { kind: 'changed' };
    const objects = new Set<string>();
    for (const { value } of jsonValues(page.body.toString())) {
      if (value !== undefined) addObjects(value, objects);
    }
    return {
      kind: 'page',
      receivedAt: page.receivedAt,
      has: (object) => objects.has(hashOf(object)),
    };
  }
}

/** A page as it was stored, or as removals have made it. */
export function storedPage(
  name: string,
  bytes: Uint8Array,
  removals: Removals,
): Promise<StoredPage | undefined> {
  const [sha8 = ''] = name
    .slice(name.lastIndexOf('/') + 1)
    .split('.')
    .slice(1);
  return readStoredPage(name, bytes, (is) =>
    removals.explain(name, is, (was) => was.slice(0, sha8.length) === sha8),
  );
}

/** All bytes of a blob of moderate size; `undefined` when there is none. */
export async function bytesOf(archive: StoredArchive, name: string): Promise<Buffer | undefined> {
  try {
    return await buffer(await archive.open(name));
  } catch (error) {
    if (isAppError(error, 'archive.not_found')) return undefined;
    throw error;
  }
}

function addObjects(value: Json, to: Set<string>): void {
  if (Array.isArray(value)) value.forEach((each) => addObjects(each, to));
  if (!isJsonObject(value)) return;
  to.add(hashOf(value));
  for (const each of Object.values(value)) if (each !== undefined) addObjects(each, to);
}

function hashOf(object: JsonObject): string {
  return sha256Hex(canonicalJson(object)).slice(0, 32);
}
