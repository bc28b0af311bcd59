import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  canonicalJson,
  type Content,
  contentHash,
  type PostRecord,
  type RawPost,
  readContent,
} from '@app/domain';
import { type MessageContext, type OpenAttachment } from '@app/message-conversion';

export const GOLDEN_CASES = join(__dirname, '../../../test/fixtures/conversion');

interface Described {
  sha256: string;
  bytes: number;
}

/** `post.json` of a case: a post's raw record, or the record of what else its type says. */
interface PostFile
  extends RawPost, Partial<Pick<PostRecord, 'type' | 'noticed' | 'supplied' | 'format'>> {
  /** What the archive holds of its media, by file key; of files too large to be opened, only what they are. */
  media?: Record<string, { contentType: string } & ({ base64: string } | Described)>;
}

/** What a record is about with all that its conversion needs. */
export interface GoldenCase {
  content: Content;
  context: MessageContext;
  open: OpenAttachment;
}

/** Names of all cases. */
export function goldenNames(): string[] {
  return readdirSync(GOLDEN_CASES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** The case of this name, as if account 7001, @contoso, had been captured on 4 March 2025. */
export function aGoldenCase(name: string): GoldenCase {
  const path = join(GOLDEN_CASES, name, 'post.json');
  const { media, ...record } = JSON.parse(readFileSync(path, 'utf8')) as PostFile;
  const { type, noticed, supplied, format = 'x-api-v2', ...raw } = record;
  const postId = typeof raw.post.id === 'string' ? raw.post.id : '';
  const about = { type, noticed, supplied, format };
  const contents: Buffer[] = [];
  const files = Object.entries(media ?? {}).map(([fileKey, { contentType, ...file }]) => {
    if (!('base64' in file)) return { fileKey, contentType, ...file };
    const content = Buffer.from(file.base64, 'base64');
    contents.push(content);
    return { fileKey, contentType, sha256: sha256(content), bytes: content.length };
  });
  return {
    content: readContent({ schemaVersion: 1, accountId: '7001', postId, raw, ...about }),
    context: {
      accountId: '7001',
      username: 'contoso',
      media: new Map(files.map((file) => [file.fileKey, file])),
      maxBytes: 10_000_000,
      version: contentHash(raw).slice(0, 8),
      capturedAt: new Date('2025-03-04T00:00:00.000Z'),
      recordSha256: sha256(canonicalJson({ ...record })),
    },
    open: opening(contents),
  };
}

/** Opens any of the files, by the hash of its content. */
export function opening(files: Uint8Array[]): OpenAttachment {
  const bySha = new Map(files.map((file) => [sha256(file), file]));
  return async function* ({ sha256: wanted }) {
    await Promise.resolve();
    yield bySha.get(wanted) ?? new Uint8Array();
  };
}

export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
