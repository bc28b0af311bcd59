import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RawPost, readPost } from '@app/domain';

import { toItem, writeItem } from './index';

/** `post.json` of a case. */
interface GoldenCase extends RawPost {
  /** What the archive holds of its media, by file key. */
  media?: Record<string, { contentType: string; base64: string }>;
}

const CASES = join(__dirname, '../../../test/fixtures/conversion');
const POST_DIALECT = '.post-dialect';

// eslint-disable-next-line no-restricted-properties -- no setting of the product: for whoever changed the conversion on purpose
const isUpdate = process.env.UPDATE_GOLDENS === '1';

const names = readdirSync(CASES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe('golden pairs', () => {
  it.each(names)('%s', async (name) => {
    const written = await writtenItem(name);
    const forReaders = `${JSON.stringify(JSON.parse(written), null, 2)}\n`;
    const golden = join(CASES, name, 'item.json');
    if (isUpdate) writeFileSync(golden, forReaders);

    expect(forReaders).toBe(readFileSync(golden, 'utf8'));
    expect(written).toBe(JSON.stringify(JSON.parse(written)));
  });

  it.each(names.filter((name) => name.endsWith(POST_DIALECT)))(
    '%s gives the same item as its twin in the tweet dialect',
    async (name) => {
      expect(await writtenItem(name)).toBe(await writtenItem(name.slice(0, -POST_DIALECT.length)));
    },
  );
});

async function writtenItem(name: string): Promise<string> {
  const golden = JSON.parse(readFileSync(join(CASES, name, 'post.json'), 'utf8')) as GoldenCase;
  const files = Object.entries(golden.media ?? {}).map(([fileKey, { contentType, base64 }]) => {
    const content = Buffer.from(base64, 'base64');
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { fileKey, contentType, sha256, bytes: content.length, content };
  });
  const item = toItem(readPost(golden), {
    accountId: '7001',
    username: 'contoso',
    media: new Map(files.map((file) => [file.fileKey, file])),
  });
  const bytesOf = new Map(files.map((file) => [file.sha256, file.content]));
  const chunks = await Array.fromAsync(
    writeItem(item, ({ sha256 }) => streamOf(bytesOf.get(sha256))),
  );
  return Buffer.concat(chunks).toString('utf8');
}

async function* streamOf(content = Buffer.alloc(0)): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield content;
}
