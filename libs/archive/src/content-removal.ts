import {
  canonicalJson,
  type PostRecord,
  recordWithout,
  type RemovedContent,
  removedRecord,
  type RemovingPolicy,
} from '@app/domain';

import { type LinkSignature } from './manifest-archive';
import { type PostEntry } from './post-archive';

/** That something archived is no longer what was stored. */
export interface Removal {
  accountId: string;
  /** The blob; of a media file, its row (`media/{account}/{file key}`). */
  name: string;
  /** SHA-256 (hex) before and after; empty when it is gone. */
  was: string;
  is: string;
  /** ISO 8601, UTC. */
  at: string;
  policy: RemovingPolicy;
  /** Ids of the posts whose content was removed, a space between. */
  posts: string;
}

export interface SignedRemoval extends Removal {
  signature: LinkSignature;
}

/** What is signed of a removal. */
export function removalText(removal: Removal): string {
  const { accountId, name, was, is, at, policy, posts } = removal;
  const said = { schemaVersion: 1, accountId, name, was, is, at, policy, posts };
  return `${canonicalJson(said)}\n`;
}

/** What is to be removed, since when, and the hand that signs it. */
export interface RemovalOrder extends RemovedContent {
  accountId: string;
  at: Date;
  sign: (text: string) => Promise<LinkSignature>;
}

/**
 * The one way in which archived content goes. Each change is noted and signed before it is made; what is done already is left alone, so that
 * whoever stops half-way begins anew and leaves the same. Rejects with `archive.unavailable`, or `archive.immutable` where storage keeps
 * everything.
 */
export abstract class ContentRemoval {
  /** Names of the pages received on that day or later that hold one of these texts. Reads all of them. */
  abstract pagesWith(
    accountId: string,
    texts: readonly string[],
    since: Date,
    signal?: AbortSignal,
  ): AsyncIterable<string>;

  /** Takes the content out of a page. True when there was something to be done; so of the others. */
  abstract clearPage(name: string, order: RemovalOrder): Promise<boolean>;

  /** The same of a record: of a removed post itself no more stays than {@link leftOf} leaves. Its row stays as it is. */
  abstract clearRecord(entry: PostEntry, order: RemovalOrder): Promise<boolean>;

  /** The file counts as removed from now on, also one that could not be had yet; its bytes go, unless another file has the same. */
  abstract removeMedium(fileKey: string, order: RemovalOrder): Promise<boolean>;
}

/** What is left of a record: `nothing` at all, or another record; `undefined` when there is nothing to remove. */
export function leftOf(
  entry: PostEntry,
  record: PostRecord,
  order: Pick<RemovalOrder, 'at' | keyof RemovedContent>,
): PostRecord | 'nothing' | undefined {
  const { at, policy } = order;
  if (isOfRemoved(entry, order)) {
    if (policy === 'purge') return 'nothing';
    if (record.removed) return undefined;
    return removedRecord(record, { at: at.toISOString(), policy, sha256: entry.sha256 });
  }
  const left = recordWithout(record, order);
  return textOf(left) === textOf(record) ? undefined : left;
}

/** It is the record of a removed post, or of its deletion. */
export function isOfRemoved(
  { type, postId }: Pick<PostEntry, 'type' | 'postId'>,
  { postIds }: Pick<RemovedContent, 'postIds'>,
): boolean {
  return (type === 'post' || type === 'deletion') && postIds.has(postId);
}

function textOf({ raw, supplied }: PostRecord): string {
  return canonicalJson({ raw: { ...raw }, supplied });
}
