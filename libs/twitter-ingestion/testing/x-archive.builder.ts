import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { firstIdAt, type JsonObject, nextId } from '@app/domain';
import { ZipFile } from 'yazl';

import { type ArchiveConversation, conversationText } from './x-archive-messages.builder';

export interface XArchiveParts {
  accountId?: string;
  username?: string;
  accountCreatedAt?: string;
  /** What `account.js` says otherwise. */
  account?: JsonObject;
  generatedAt?: string;
  isPartial?: boolean;
  /** Posts of `tweets.js`, `tweets-part1.js`, … */
  tweets?: Iterable<JsonObject>[];
  deleted?: JsonObject[];
  notes?: JsonObject[];
  /** Bytes by name in `data/tweets_media/`. */
  media?: Record<string, string | Buffer>;
  likes?: Iterable<JsonObject>;
  /** Of `direct-messages.js` and of `direct-messages-group.js`. */
  conversations?: ArchiveConversation[];
  groups?: ArchiveConversation[];
  /** Bytes by name in `data/direct_messages_media/`, and in `data/direct_messages_group_media/`. */
  messageMedia?: Record<string, string | Buffer>;
  groupMedia?: Record<string, string | Buffer>;
  /** What the manifest says of a file, whatever it has. */
  counts?: Record<string, number>;
  /** Further files as they are, by name. */
  files?: Record<string, string | Buffer>;
  /** Put before every name. */
  root?: string;
}

const CREATED_AT = '2024-03-01T12:00:00.000Z';

/** A post as X writes it into an archive, valid by default: numbers are texts. */
export function anArchiveTweet({
  at = CREATED_AT,
  ...overrides
}: JsonObject & { at?: string } = {}): JsonObject {
  const createdAt = new Date(at);
  const id = typeof overrides.id_str === 'string' ? overrides.id_str : firstIdAt(createdAt);
  return {
    id,
    id_str: id,
    created_at: archiveTime(createdAt),
    full_text: 'Hello',
    lang: 'en',
    source: '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>',
    display_text_range: ['0', '5'],
    favorite_count: '3',
    retweet_count: '1',
    favorited: false,
    retweeted: false,
    truncated: false,
    entities: { hashtags: [], symbols: [], user_mentions: [], urls: [] },
    ...overrides,
  };
}

/** `Fri Mar 01 12:00:00 +0000 2024`. */
export function archiveTime(time: Date): string {
  const [day = '', date = '', month = '', year = '', clock = ''] = time.toUTCString().split(/,? /);
  return `${day} ${month} ${date} ${clock} +0000 ${year}`;
}

/** Posts, newest first, so many minutes apart. */
export function* manyArchiveTweets(
  count: number,
  { until = CREATED_AT, minutesApart = 90 } = {},
): Generator<JsonObject> {
  for (let i = 0; i < count; i++) {
    const at = new Date(Date.parse(until) - i * minutesApart * 60_000);
    const id = nextId(firstIdAt(at));
    const text = `Post ${count - i} of ${count}: ${Buffer.from(id).toString('base64')} grüßt 🙂`;
    yield anArchiveTweet({ at: at.toISOString(), id_str: id, full_text: text });
  }
}

/** Writes the zip an owner would download; memory does not grow with the number of posts. */
export async function writeXArchive(file: string, parts: XArchiveParts = {}): Promise<void> {
  const zip = new ArchiveZip(parts);
  const { tweets = [], deleted, notes, likes, conversations, groups, files = {} } = parts;
  tweets.forEach((each, i) => zip.addList('tweets', i, wrapped('tweet', each)));
  if (deleted) zip.addList('deleted-tweets', 0, wrapped('tweet', deleted));
  if (notes) zip.addList('note-tweet', 0, wrapped('noteTweet', notes));
  if (likes) zip.addList('like', 0, wrapped('like', likes));
  if (conversations) zip.addTexts('direct-messages', 0, conversations.map(conversationText));
  if (groups) zip.addTexts('direct-messages-group', 0, groups.map(conversationText));
  zip.addFolder('tweets_media', parts.media);
  zip.addFolder('direct_messages_media', parts.messageMedia);
  zip.addFolder('direct_messages_group_media', parts.groupMedia);
  for (const [name, bytes] of Object.entries(files)) zip.add(name, bytes);
  zip.addFacts();
  await zip.writeTo(file);
}

class ArchiveZip {
  private readonly zip = new ZipFile();
  private readonly counts: Record<string, number> = {};

  constructor(private readonly parts: XArchiveParts) {}

  add(name: string, bytes: string | Buffer): void {
    const mtime = new Date(0);
    this.zip.addBuffer(Buffer.from(bytes), `${this.parts.root ?? ''}${name}`, { mtime });
  }

  addFolder(folder: string, files: Record<string, string | Buffer> = {}): void {
    for (const [name, bytes] of Object.entries(files)) this.add(`data/${folder}/${name}`, bytes);
  }

  addList(name: string, part: number, entries: Iterable<JsonObject>): void {
    this.addTexts(name, part, textsOf(entries));
  }

  /** Each entry in pieces. */
  addTexts(name: string, part: number, entries: Iterable<Iterable<string>>): void {
    const fileName = `data/${name}${part === 0 ? '' : `-part${part}`}.js`;
    const variable = `window.YTD.${name.replaceAll('-', '_')}.part${part}`;
    this.stream(fileName, () => Readable.from(this.listOf(fileName, variable, entries)));
  }

  /** Last: only then is known how many entries there are. */
  addFacts(): void {
    const { accountId = '7', username = 'contoso', accountCreatedAt } = this.parts;
    const createdAt = accountCreatedAt ?? '2010-01-01T00:00:00.000Z';
    const account = { accountId, username, createdAt, ...this.parts.account };
    const profile = { avatarMediaUrl: 'https://pbs.twimg.com/profile_images/7/contoso.jpg' };
    this.add('data/account.js', assigned('window.YTD.account.part0', [{ account }]));
    this.add('data/profile.js', assigned('window.YTD.profile.part0', [{ profile }]));
    this.stream('data/manifest.js', () =>
      Readable.from([assigned('window.__THAR_CONFIG', this.manifest(accountId, username))]),
    );
  }

  async writeTo(file: string): Promise<void> {
    this.zip.end();
    await pipeline(this.zip.outputStream, createWriteStream(file));
  }

  private manifest(accountId: string, userName: string): JsonObject {
    const { generatedAt = '2024-03-02T00:00:00.000Z', isPartial = false, counts } = this.parts;
    const files = Object.entries({ ...this.counts, ...counts }).map(([fileName, count]) => ({
      ...{ fileName, globalName: 'YTD', count: String(count) },
    }));
    return {
      userInfo: { accountId, userName, displayName: 'Contoso' },
      archiveInfo: { sizeBytes: '1', generationDate: generatedAt, isPartialArchive: isPartial },
      dataTypes: { tweets: { mediaDirectory: 'data/tweets_media', files } },
    };
  }

  private *listOf(
    fileName: string,
    variable: string,
    entries: Iterable<Iterable<string>>,
  ): Generator<string> {
    let count = 0;
    yield `${variable} = [\n`;
    for (const entry of entries) {
      yield count === 0 ? '  ' : ',\n  ';
      yield* entry;
      count += 1;
    }
    this.counts[fileName] = count;
    yield '\n]\n';
  }

  private stream(name: string, open: () => Readable): void {
    this.zip.addReadStreamLazy(`${this.parts.root ?? ''}${name}`, { mtime: new Date(0) }, (give) =>
      give(null, open()),
    );
  }
}

function assigned(variable: string, value: unknown): string {
  return `${variable} = ${JSON.stringify(value, null, 2)}`;
}

function* wrapped(key: string, entries: Iterable<JsonObject>): Generator<JsonObject> {
  for (const entry of entries) yield { [key]: entry };
}

function* textsOf(entries: Iterable<JsonObject>): Generator<[string]> {
  for (const entry of entries) yield [JSON.stringify(entry, null, 2)];
}
