import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  countedOnly,
  firstIdAt,
  type JsonObject,
  NOTHING_IMPORTED,
  type OptionalStream,
  type PostId,
  readContent,
} from '@app/domain';
import { type ArchiveProblem } from '@app/twitter-ingestion';
import { CaptureWorld } from '@testing/capture';
import { Crash } from '@testing/domain';
import {
  anArchiveLike,
  anArchiveMessage,
  anArchiveTweet,
  manyArchiveLikes,
  writeXArchive,
  type XArchiveParts,
} from '@testing/twitter-ingestion';

import { messageToSave, noticedToSave, recordOf } from '../post-to-save';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chosen-kinds-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const generatedAt = '2025-12-31T00:00:00.000Z';
let made = 0;
async function aFile(parts: XArchiveParts): Promise<string> {
  const file = join(folder, `${++made}.zip`);
  await writeXArchive(file, { generatedAt, ...parts });
  return file;
}

/** A world in which these streams are on. */
async function aWorld(...streams: OptionalStream[]): Promise<CaptureWorld> {
  const world = new CaptureWorld();
  await world.choices.set('7', streams, world.clock.now());
  return world;
}

async function importInto(world: CaptureWorld, file: string) {
  const problems: ArchiveProblem[] = [];
  const onProblem = (problem: ArchiveProblem) => problems.push(problem);
  const report = await world.archiveImport.run({ file, accountIds: ['7'], onProblem });
  return { report, problems };
}

const noon = new Date('2025-03-01T12:00:00.123Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const idAt = (minutes: number) => firstIdAt(at(minutes));
const message = (minutes: number, over: JsonObject = {}) =>
  anArchiveMessage({ at: at(minutes).toISOString(), ...over });
const pair = (...messages: JsonObject[]) => [{ id: '7-8', messages }];
const joined = { joinConversation: { initiatingUserId: '8', createdAt: noon.toISOString() } };
const picture = { mediaUrls: ['https://ton.twitter.com/dm/5/55/a.jpg'] };

const entriesOf = (world: CaptureWorld, type: 'message' | 'like') =>
  [...world.archive.entries.values()].filter((entry) => entry.type === type);
const sources = (world: CaptureWorld, type: 'message' | 'like') =>
  entriesOf(world, type).map(({ postId, provenance }) => [postId, provenance]);

/** What X's API gave of the message at noon. */
async function captured(world: CaptureWorld, over: JsonObject = {}): Promise<void> {
  const event = {
    ...{ id: idAt(0), event_type: 'MessageCreate', created_at: noon.toISOString() },
    ...{ dm_conversation_id: '7-8', sender_id: '8', text: 'He said "{[not]} this" 🙂 to me' },
    ...over,
  };
  const raw = { post: event, includes: {}, problems: [] };
  const record = recordOf('7', { id: idAt(0), raw });
  const content = typeof event.text === 'string' && readContent({ ...record, type: 'message' });
  const read = content && content.type === 'message' ? { message: content.message } : {};
  const saved = messageToSave('7', { id: idAt(0), raw, ...read }, noon);
  await world.archive.savePosts('7', [saved], { pageName: 'page', at: noon });
}

describe('messages and likes of an archive that are switched off', () => {
  it('are counted, and nothing of them is kept', async () => {
    const world = await aWorld('mentions');
    const file = await aFile({
      likes: manyArchiveLikes(3),
      conversations: pair(message(0, picture), message(1)),
      groups: [{ id: '100', messages: [joined] }],
      messageMedia: { [`${idAt(0)}-a.jpg`]: 'picture' },
    });
    const { report, problems } = await importInto(world, file);
    expect(report).toMatchObject({ messages: countedOnly(3), likes: countedOnly(3) });
    expect(problems).toEqual([]);
    const pages = [...world.archive.pages.values()].map(({ request }) => request);
    expect(pages).toEqual(['data/manifest.js']);
    expect([world.archive.entries.size, world.media.entries.size]).toEqual([0, 0]);
  });

  it('are archived by importing again what was imported before they were switched on', async () => {
    const world = await aWorld();
    const file = await aFile({ likes: manyArchiveLikes(3), conversations: pair(message(0)) });
    await importInto(world, file);
    await world.choices.set('7', ['messages', 'likes'], world.clock.now());
    const { report } = await importInto(world, file);
    expect([report.messages.added, report.likes.added]).toEqual([1, 3]);
  });
});

describe('direct messages of an archive', () => {
  it('are archived as supplied by the user, with the entry each is made from', async () => {
    const world = await aWorld('messages');
    const conversations = pair(message(1, { senderId: '7', recipientId: '8' }), message(0));
    const groups = [{ id: '100', messages: [message(2, { recipientId: undefined }), joined] }];
    const { report, problems } = await importInto(world, await aFile({ conversations, groups }));
    expect(problems).toEqual([]);
    expect(report.messages).toEqual({
      ...{ ...NOTHING_IMPORTED, entries: 4, added: 3, isOn: true, withoutId: 1 },
    });
    const entries = entriesOf(world, 'message');
    expect(entries).toMatchObject(
      [1, 0, 2].map((minutes) => ({
        ...{ postId: idAt(minutes), kind: 'message', provenance: 'user-supplied' },
        ...{ createdAt: at(minutes), capturedAt: new Date(generatedAt) },
      })),
    );
    const records = await Promise.all(entries.map((entry) => world.archive.read(entry)));
    const { messageCreate } = message(0);
    expect(records[1]).toMatchObject({ type: 'message', supplied: messageCreate });
    expect(records.map(readContent)).toMatchObject([
      { message: { sender: { id: '7', username: 'contoso' }, conversationId: '7-8' } },
      { message: { sender: { id: '8' }, conversationId: '7-8' } },
      { message: { sender: { id: '8' }, conversationId: '100' } },
    ]);
    const page = world.archive.pages.get(entries[2]?.pageName ?? '');
    expect(page?.request).toBe('data/direct-messages-group.js, entries 1 to 2');
    expect(Buffer.from(page?.body ?? []).toString()).toContain('joinConversation');
  });

  it('are archived once, however often they are imported, and by whatever archive', async () => {
    const world = await aWorld('messages');
    await importInto(world, await aFile({ conversations: pair(message(0), message(1)) }));
    const later = await aFile({
      generatedAt: '2025-12-31T12:00:00.000Z',
      conversations: pair(message(0, { reactions: [{ reactionKey: 'like' }] }), message(1)),
    });
    const { report } = await importInto(world, later);
    expect(report.messages).toMatchObject({ added: 0, known: 2 });
    expect(entriesOf(world, 'message')).toHaveLength(2);
  });

  it('that X has given too are not kept once more when they say nothing new', async () => {
    const world = await aWorld('messages');
    await captured(world);
    const file = await aFile({ conversations: pair(message(0), message(1)) });
    const { report } = await importInto(world, file);
    expect(report.messages).toMatchObject({ entries: 2, added: 1, ofApi: 1 });
    expect(sources(world, 'message')).toEqual([
      [idAt(0), undefined],
      [idAt(1), 'user-supplied'],
    ]);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['has other words', { text: 'Something else' }, {}],
    ['has files that the other lacks', {}, picture],
    ['can be read, and what X gave cannot', { text: null, sender_id: 5 }, {}],
  ])('are kept beside what X has given when the archive %s', async (_, api, over) => {
    const world = await aWorld('messages');
    await captured(world, api);
    const file = await aFile({ conversations: pair(message(0, over)) });
    expect((await importInto(world, file)).report.messages).toMatchObject({ added: 1, ofApi: 0 });
    expect(sources(world, 'message')).toEqual([
      [idAt(0), undefined],
      [idAt(0), 'user-supplied'],
    ]);
  });

  it('that cannot be read are kept as they came, unless X has given them', async () => {
    const world = await aWorld('messages');
    await captured(world);
    const wrong = { createdAt: '2020-01-01T00:00:00.000Z' };
    const conversations = pair(message(0, wrong), message(1, wrong));
    const { report, problems } = await importInto(world, await aFile({ conversations }));
    expect(report).toMatchObject({ problems: 2, messages: { added: 1, ofApi: 1 } });
    expect(problems.map(({ what }) => what)).toEqual(
      Array.from({ length: 2 }, () => 'its id and createdAt tell different times'),
    );
    expect(entriesOf(world, 'message').slice(1)).toMatchObject([
      { postId: idAt(1), kind: 'unreadable', createdAt: at(1) },
    ]);
  });

  it('bring their files; one that is named and missing is said, and left to capture', async () => {
    const world = await aWorld('messages');
    const lacking = { mediaUrls: ['https://ton.twitter.com/dm/5/56/b.jpg'] };
    const file = await aFile({
      conversations: pair(message(0, picture), message(1, lacking)),
      messageMedia: { [`${idAt(0)}-a.jpg`]: 'picture' },
    });
    const { report, problems } = await importInto(world, file);
    expect(report.messages).toMatchObject({ added: 2, filesAdded: 1, filesMissing: 1 });
    expect(problems).toMatchObject([
      { entry: 2, what: '1 of its media files are not in the archive' },
    ]);
    const kept = await world.media.find('7', ['3_55.original', '3_56.original']);
    expect(kept.get('3_55.original')).toMatchObject({ state: 'stored', bytes: 7 });
    expect(kept.get('3_56.original')).toMatchObject({ state: 'missing' });
    expect((await importInto(world, file)).report.messages).toMatchObject({ filesKnown: 1 });
  });

  it('close no gap in what X shows of them', async () => {
    const world = await aWorld('messages');
    const unread = { from: '1', to: idAt(9), state: 'unreachable', posts: 0 } as const;
    const state = { coverage: [unread], postsRead: 0 };
    await world.states.save('7', state, undefined, 'messages');
    await importInto(world, await aFile({ conversations: pair(message(0)) }));
    expect((await world.states.load('7', 'messages')).state).toEqual(state);
  });
});

describe('likes of an archive', () => {
  const later = '2025-12-31T12:00:00.000Z';

  /** What X's API gave of a like. */
  async function likedByApi(world: CaptureWorld, id: PostId): Promise<void> {
    await world.notices.noticeLikes('7', [id], noon);
    const raw = { post: { id }, includes: {}, problems: [] };
    const like = noticedToSave(
      recordOf('7', { id, raw }),
      'like',
      { at: noon },
      { isReadable: true },
    );
    await world.archive.savePosts('7', [like], { pageName: 'page', at: noon });
  }

  it('are archived as noticed when X made the archive', async () => {
    const world = await aWorld('likes');
    const { report } = await importInto(world, await aFile({ likes: [anArchiveLike('20')] }));
    expect(report.likes).toEqual({
      ...{ ...NOTHING_IMPORTED, entries: 1, added: 1, isOn: true, withoutId: 0 },
    });
    const [entry] = entriesOf(world, 'like');
    expect(entry).toMatchObject({
      ...{ postId: '20', kind: 'like', provenance: 'user-supplied' },
      createdAt: new Date(generatedAt),
    });
    const record = entry && (await world.archive.read(entry));
    expect(record?.supplied).toEqual(anArchiveLike('20'));
    expect(record && readContent(record)).toMatchObject({
      type: 'like',
      like: {
        by: { username: 'contoso' },
        text: 'Tea & maps 20',
        noticed: { at: entry?.createdAt },
      },
    });
  });

  it('are not archived again that an earlier archive had, or X has given', async () => {
    const world = await aWorld('likes');
    await likedByApi(world, '1');
    await importInto(world, await aFile({ likes: manyArchiveLikes(2) }));
    const file = await aFile({ generatedAt: later, likes: manyArchiveLikes(3) });
    const { report } = await importInto(world, file);
    expect(report.likes).toMatchObject({ entries: 3, added: 1, known: 1, ofApi: 1 });
    expect(sources(world, 'like')).toEqual([
      ['1', undefined],
      ['2', 'user-supplied'],
      ['3', 'user-supplied'],
    ]);
  });

  it('have the time they were noticed at, whoever has died before archiving them', async () => {
    const world = await aWorld('likes');
    await world.notices.noticeLikes('7', ['1'], noon);
    await importInto(world, await aFile({ likes: manyArchiveLikes(1) }));
    expect(entriesOf(world, 'like')).toMatchObject([{ postId: '1', createdAt: noon }]);
  });

  it('keep no capture from reading on below them', async () => {
    const world = await aWorld('likes');
    const ids = Array.from({ length: 250 }, (_, i) => String(i + 1));
    world.source.arrive('likes', ...ids);
    const newest = ids.slice(100).map(anArchiveLike);
    await importInto(world, await aFile({ likes: newest }));
    world.clock.advance(1);
    expect(await world.run({ stream: 'likes' })).toMatchObject({ added: 100, pages: 3 });
    expect(new Set(entriesOf(world, 'like').map(({ postId }) => postId))).toEqual(new Set(ids));
    expect(entriesOf(world, 'like')).toHaveLength(250);
  });
});

describe('an import of posts, messages and likes', () => {
  const parts: XArchiveParts = {
    tweets: [[anArchiveTweet()]],
    likes: manyArchiveLikes(2),
    conversations: pair(message(0, picture), message(1)),
    groups: [{ id: '100', messages: [message(2), joined] }],
    messageMedia: { [`${idAt(0)}-a.jpg`]: 'picture' },
  };

  it('tells how far it is in all of them', async () => {
    const world = await aWorld('messages', 'likes');
    const steps: number[][] = [];
    await world.archiveImport.run({
      ...{ file: await aFile(parts), accountIds: ['7'] },
      onProgress: ({ entries, added }, announced) => void steps.push([entries, added, announced]),
    });
    expect(steps).toEqual([
      [1, 1, 7],
      [3, 3, 7],
      [5, 4, 7],
      [7, 6, 7],
    ]);
  });

  it('leaves the same wherever it dies, once it is repeated', async () => {
    const file = await aFile(parts);
    const resultOf = async (world: CaptureWorld) => ({
      pages: world.archive.pages,
      records: world.archive.records,
      entries: world.archive.entries,
      media: world.media.entries,
      noticed: await world.notices.noticeLikes('7', ['1', '2'], new Date(0)),
      state: (await world.states.load('7')).state,
    });
    const calm = await aWorld('messages', 'likes');
    await importInto(calm, file);
    const all = calm.crash.writes;
    const left = await resultOf(calm);
    expect(all).toBeGreaterThan(20);
    for (let n = 1; n <= all; n++) {
      for (const when of ['before', 'after'] as const) {
        const world = await aWorld('messages', 'likes');
        world.crash.dieAtWrite(n, when);
        await expect(importInto(world, file)).rejects.toThrow(Crash);
        world.crash.restart();
        await importInto(world, file);
        expect(await resultOf(world)).toEqual(left);
      }
    }
  });
});
