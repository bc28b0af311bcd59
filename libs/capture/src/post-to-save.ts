import { type PostToSave } from '@app/archive';
import { type Noticed, postKind, type PostRecord, secondOfId, timeOfId } from '@app/domain';
import { type SourcePost } from '@app/twitter-ingestion';

/** A post that cannot be read is kept as it came, with what its id tells: nothing is lost, and the others follow. */
export function postToSave(
  accountId: string,
  source: SourcePost,
  seenAt: Date,
  as?: Pick<PostRecord, 'format' | 'supplied'>,
): PostToSave {
  const { id, post } = source;
  return {
    record: recordOf(accountId, source, as),
    createdAt: post?.createdAt ?? secondOfId(id) ?? seenAt,
    kind: post ? postKind(post) : 'unreadable',
  };
}

/** The same post as one of somebody else, about the account. */
export function inbound(post: PostToSave): PostToSave {
  const { kind } = post;
  return { ...post, isInbound: true, kind: kind === 'unreadable' ? kind : 'inbound' };
}

export function messageToSave(
  accountId: string,
  source: SourcePost,
  seenAt: Date,
  as?: Pick<PostRecord, 'format' | 'supplied'>,
): PostToSave {
  const { id, message } = source;
  return {
    record: { ...recordOf(accountId, source, as), type: 'message' },
    createdAt: message?.createdAt ?? timeOfId(id) ?? seenAt,
    kind: message ? 'message' : 'unreadable',
  };
}

/** What X tells no time of counts as of the moment it was noticed. */
export function noticedToSave(
  record: PostRecord,
  type: 'like' | 'profile' | 'deletion',
  { at, notBefore }: Noticed,
  { isReadable }: { isReadable: boolean },
): PostToSave {
  const noticed = {
    at: at.toISOString(),
    ...(notBefore && { notBefore: notBefore.toISOString() }),
  };
  return {
    record: { ...record, type, noticed },
    createdAt: at,
    kind: isReadable ? type : 'unreadable',
  };
}

export function recordOf(
  accountId: string,
  { id, raw }: Pick<SourcePost, 'id' | 'raw'>,
  as: Pick<PostRecord, 'format' | 'supplied'> = { format: 'x-api-v2' },
): PostRecord {
  return { schemaVersion: 1, accountId, postId: id, raw, ...as };
}
