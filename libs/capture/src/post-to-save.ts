import { type PostToSave } from '@app/archive';
import { postKind, type PostRecord, timeOfId } from '@app/domain';
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

/** X tells when a post was made in whole seconds, and windows of time are judged by that. */
function wholeSecond(time: Date | undefined): Date | undefined {
  return time && new Date(Math.floor(time.getTime() / 1000) * 1000);
}
