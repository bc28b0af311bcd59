import { type JsonObject } from '@app/domain';

import { type ArchiveStatement } from './archive-statement';

/** Whose archive it is, as a user in the API's words. */
export function ownerAsUser(owner: ArchiveStatement['owner']): JsonObject {
  const { accountId: id, username, name, profileImageUrl } = owner;
  return {
    ...{ id, username, name },
    ...(profileImageUrl !== undefined && { profile_image_url: profileImageUrl }),
  };
}
