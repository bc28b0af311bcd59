import { type EntryKind, type PostToSave } from '@app/archive';
import { firstIdAt, type JsonObject, type PostId } from '@app/domain';
import { aRawPost } from '@testing/domain';

export interface PostToSaveParts {
  createdAt?: Date;
  postId?: PostId;
  kind?: EntryKind;
  /** What X says of it besides. */
  raw?: JsonObject;
}

const defaultTime = new Date('2025-03-01T12:00:00.000Z');

/** A post of the account as capture hands it to the archive, valid by default. */
export function aPostToSave(
  accountId: string,
  {
    createdAt = defaultTime,
    postId = firstIdAt(createdAt),
    kind = 'post',
    raw,
  }: PostToSaveParts = {},
): PostToSave {
  return {
    record: {
      schemaVersion: 1,
      accountId,
      postId,
      format: 'x-api-v2',
      raw: aRawPost({ id: postId, created_at: createdAt.toISOString(), ...raw }),
    },
    createdAt,
    kind,
  };
}
