import { type PostRecord } from '@app/domain';

import { postRecordSchema } from './azure-storage/record.schema';
import { type PostEntry } from './post-archive';
import { encodePost, sha256Hex } from './record-format';

/**
 * A record's bytes and what its row says: whatever of the row the record tells too has to agree. `undefined` when it does not. Of one that
 * content `wasRemoved` from, only whose it is and of what.
 */
export function readStoredRecord(
  entry: PostEntry,
  bytes: Buffer,
  wasRemoved = false,
): PostRecord | undefined {
  if (!wasRemoved && sha256Hex(bytes) !== entry.sha256) return undefined;
  const record = parsed(bytes);
  if (!record) return undefined;
  if (wasRemoved) return isOf(record, entry) ? record : undefined;
  const { accountId, type, createdAt, kind, pageName, capturedAt } = entry;
  const again = encodePost(
    accountId,
    { record, isInbound: type === 'inbound', createdAt, kind },
    { pageName, at: capturedAt },
  ).entry;
  const isSame =
    record.accountId === accountId &&
    again.type === type &&
    again.postId === entry.postId &&
    again.version === entry.version &&
    again.recordName === entry.recordName &&
    again.provenance === entry.provenance &&
    isMadeAt(record, createdAt);
  return isSame ? record : undefined;
}

function isOf({ accountId, postId }: PostRecord, entry: PostEntry): boolean {
  return accountId === entry.accountId && postId === entry.postId;
}

/** What was noticed counts as of then; a post tells itself, where it is as X describes it. */
function isMadeAt({ noticed, raw }: PostRecord, createdAt: Date): boolean {
  const said = noticed?.at ?? raw.post.created_at;
  if (typeof said !== 'string' || Number.isNaN(Date.parse(said))) return true;
  return Date.parse(said) === createdAt.getTime();
}

function parsed(bytes: Buffer): PostRecord | undefined {
  try {
    const { data } = postRecordSchema.safeParse(JSON.parse(bytes.toString('utf8')));
    return data as PostRecord | undefined;
  } catch {
    return undefined;
  }
}
