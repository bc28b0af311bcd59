import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, contentHash, type Post, type RawPost, readPost } from '@app/domain';
import { type MessageContext, type OpenAttachment } from '@app/message-conversion';

export const GOLDEN_CASES = join(__dirname, '../../../test/fixtures/conversion');

interface Described {
  sha256: string;
  bytes: number;
}

/** `post.json` of a case. */
interface PostFile extends RawPost {
  /** What the archive holds of its media, by file key; of files too large to be opened, only what they are. */
  media?: Record<string, { contentType: string } & ({ base64: string } | Described)>;
}

/** A post with all that its conversion needs. */
export interface GoldenCase {
  post: Post;
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
  const { media, ...raw } = JSON.parse(readFileSync(path, 'utf8')) as PostFile;
  const contents: Buffer[] = [];
  const files = Object.entries(media ?? {}).map(([fileKey, { contentType, ...file }]) => {
    if (!('base64' in file)) return { fileKey, contentType, ...file };
    const content = Buffer.from(file.base64, 'base64');
    contents.push(content);
    return { fileKey, contentType, sha256: sha256(content), bytes: content.length };
  });
  return {
    post: readPost(raw),
    context: {
      accountId: '7001',
      username: 'contoso',
      media: new Map(files.map((file) => [file.fileKey, file])),
      maxBytes: 10_000_000,
      version: contentHash(raw).slice(0, 8),
      capturedAt: new Date('2025-03-04T00:00:00.000Z'),
      recordSha256: sha256(canonicalJson({ ...raw })),
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
