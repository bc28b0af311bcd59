import { type PostRecord, recordWithout, type RemovedContent, withFilesIn } from '@app/domain';

import { type Absence } from './absence-book';
import { isOfRemoved } from './content-removal';
import { jsonValues } from './json-values';
import { pageWithout } from './page-without';
import { type PostToSave } from './post-archive';

/** What does not come back into the archive, whoever brings it again: by policy. */
export function contentRemoved(absences: readonly Absence[]): RemovedContent[] {
  const none = { mediaKeys: new Set<string>(), pollIds: new Set<string>() };
  return (['redact', 'purge'] as const).flatMap((policy) => {
    const removed = absences.filter(({ removal }) => removal?.policy === policy);
    const postIds = new Set(removed.map(({ postId }) => postId));
    return postIds.size > 0 ? [{ policy, postIds, ...none }] : [];
  });
}

export function bodyToKeep(body: Uint8Array, removed: readonly RemovedContent[]): Uint8Array {
  return removed.reduce((left, each) => {
    const values = [...jsonValues(Buffer.from(left).toString())].map(({ value = null }) => value);
    return pageWithout(left, withFilesIn(values, each)) ?? left;
  }, body);
}

export function postsToKeep(
  posts: readonly PostToSave[],
  removed: readonly RemovedContent[],
): PostToSave[] {
  return removed.reduce<PostToSave[]>(
    (left, each) =>
      left
        .filter((post) => !isOfRemoved(keysOf(post), each))
        .map((post) => ({ ...post, record: withoutIn(post.record, each) })),
    [...posts],
  );
}

function withoutIn(record: PostRecord, removed: RemovedContent): PostRecord {
  const { post, includes } = record.raw;
  return recordWithout(record, withFilesIn([post, includes], removed));
}

function keysOf({ record: { type, postId }, isInbound = false }: PostToSave) {
  return { postId, type: type ?? (isInbound ? 'inbound' : 'post') } as const;
}
