import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, type RawPost, readPost, splitPage } from '@app/domain';
import { aMessageContext, readByMailparser, readingOf } from '@testing/message-conversion';

import { toItem, toMessage, writeItem, writeMessage } from './index';

const PAGES = join(__dirname, '../../../test/fixtures/x-api');
const NEW_NAMES: Readonly<Record<string, string>> = {
  note_tweet: 'note_post',
  referenced_tweets: 'referenced_posts',
  edit_history_tweet_ids: 'edit_history_post_ids',
  retweet_count: 'repost_count',
  tweets: 'posts',
};

const files = readdirSync(PAGES).filter((file) => file.endsWith('.json'));

describe.each(files)('the page %s', (file) => {
  const body = JSON.parse(readFileSync(join(PAGES, file), 'utf8')) as JsonObject;
  const includes = isJsonObject(body.includes) ? body.includes : {};
  const { posts, earlierVersions } = splitPage(body);
  const alone = [...posts, ...earlierVersions];

  it('loses nothing when it is split', () => {
    expect(posts.map(({ post }) => post)).toEqual(body.data);
    const kept = alone.flatMap((raw) => [
      raw.post,
      ...Object.values(raw.includes).flatMap((entries) => objects(entries)),
    ]);
    const lost = Object.values(includes)
      .flatMap((entries) => objects(entries))
      .filter((entry) => !kept.some((other) => keyOf(other) === keyOf(entry)));
    expect(lost).toEqual([]);
  });

  it('has posts that read alone as they read within it', () => {
    expect(alone.map(readPost)).toEqual(
      alone.map(({ post }) => readPost({ post, includes, problems: [] })),
    );
  });

  it('becomes items that say what was posted', async () => {
    for (const raw of alone) {
      const post = readPost(raw);
      const item = JSON.parse(await itemOf(raw)) as { Id: string; Content: string };

      expect(item.Id).toBe(raw.post.id);
      expect(item.Content).not.toMatch(/https?:\/\/t\.co\//);
      expect(item.Content).not.toBe('');
      expect(post.createdAt.toISOString()).toBe(raw.post.created_at);
    }
  });

  it('becomes messages that are read as they were meant', async () => {
    for (const raw of alone) {
      const message = toMessage({ type: 'post', post: readPost(raw) }, aMessageContext());
      const bytes = Buffer.concat(await Array.fromAsync(writeMessage(message, notOpened)));

      expect(await readByMailparser(bytes)).toEqual(readingOf(message));
    }
  });

  it('becomes the same items in the post dialect', async () => {
    const renamed = splitPage(inPostDialect(body));
    expect(await Promise.all(renamed.posts.map(itemOf))).toEqual(
      await Promise.all(posts.map(itemOf)),
    );
  });
});

it('pages of every kind are there', () => {
  expect(files.length).toBeGreaterThan(4);
});

async function itemOf(raw: RawPost): Promise<string> {
  const context = { accountId: '7', username: 'contoso', media: new Map(), maxBytes: 10_000_000 };
  const chunks = await Array.fromAsync(
    writeItem(toItem({ type: 'post', post: readPost(raw) }, context), notOpened),
  );
  return Buffer.concat(chunks).toString('utf8');
}

function notOpened(): never {
  throw new Error('No media is archived here.');
}

function objects(value: unknown): JsonObject[] {
  return [value].flat().filter(isJsonObject);
}

function keyOf({ id, media_key: key }: JsonObject): string {
  return JSON.stringify([id, key]);
}

function inPostDialect(object: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(object), (_, value: unknown) =>
    isJsonObject(value)
      ? Object.fromEntries(
          Object.entries(value).map(([name, part]) => [NEW_NAMES[name] ?? name, part]),
        )
      : value,
  ) as JsonObject;
}
