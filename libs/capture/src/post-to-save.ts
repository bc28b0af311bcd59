import { type PostToSave } from '@app/archive';
import {
  type JsonObject,
  type Noticed,
  type PostId,
  postKind,
  type PostRecord,
  type RawPost,
  timeOfId,
} from '@app/domain';
import { type SourcePost } from '@app/twitter-ingestion';

/** A post that cannot be read is kept as it came, with what its id tells: nothing is lost, and the others follow. */
export function postToSave(
  accountId: string,
  { id, raw, post }: SourcePost,
  seenAt: Date,
  as: Pick<PostRecord, 'format' | 'supplied'>,
): PostToSave {
  return {
    record: { schemaVersion: 1, accountId, postId: id, raw, ...as },
    createdAt: post?.createdAt ?? wholeSecond(timeOfId(id)) ?? seenAt,
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
  { id, raw, message }: SourcePost,
  seenAt: Date,
): PostToSave {
  return {
    record: { ...recordOf(accountId, id, raw), type: 'message' },
    createdAt: message?.createdAt ?? timeOfId(id) ?? seenAt,
    kind: message ? 'message' : 'unreadable',
  };
}

/** A like counts as of the time it was noticed first: X tells no other. */
export function likeToSave(
  accountId: string,
  { id, raw, post }: SourcePost,
  noticed: Noticed,
): PostToSave {
  return {
    record: { ...recordOf(accountId, id, raw), type: 'like', noticed: inRecord(noticed) },
    createdAt: noticed.at,
    kind: post ? 'like' : 'unreadable',
  };
}

export function profileToSave(
  accountId: string,
  { user, before }: { user: JsonObject; before?: JsonObject },
  noticed: Noticed,
): PostToSave {
  const raw = { post: user, includes: before ? { users: [before] } : {}, problems: [] };
  return {
    record: { ...recordOf(accountId, accountId, raw), type: 'profile', noticed: inRecord(noticed) },
    createdAt: noticed.at,
    kind: 'profile',
  };
}

function recordOf(accountId: string, postId: PostId, raw: RawPost): PostRecord {
  return { schemaVersion: 1, accountId, postId, raw, format: 'x-api-v2' };
}

function inRecord({ at, notBefore }: Noticed): PostRecord['noticed'] {
  return { at: at.toISOString(), ...(notBefore && { notBefore: notBefore.toISOString() }) };
}

/** X tells when a post was made in whole seconds, and windows of time are judged by that. */
function wholeSecond(time: Date | undefined): Date | undefined {
  return time && new Date(Math.floor(time.getTime() / 1000) * 1000);
}
