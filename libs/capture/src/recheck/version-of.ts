import { encodePost } from '@app/archive';
import { type SourcePost } from '@app/twitter-ingestion';

import { postToSave } from '../post-to-save';

/** The version the archive keeps a post of the account as. */
export function versionOf(accountId: string, post: SourcePost, at: Date): string {
  return encodePost(accountId, postToSave(accountId, post, at), { pageName: '', at }).entry.version;
}
