import { randomBytes } from 'node:crypto';
import { firstIdAt, type JsonObject } from '@app/domain';
import {
  anArchiveLike,
  anArchiveMessage,
  manyArchiveLikes,
  manyArchiveMessages,
  xArchiveOpener,
  type XArchiveParts,
} from '@testing/twitter-ingestion';

import { type ArchiveProblem, type SuppliedPage } from './supplied-page';

const open = xArchiveOpener();

async function read(kind: 'messagePages' | 'likePages', parts: XArchiveParts) {
  const archive = await open(parts);
  const problems: ArchiveProblem[] = [];
  const pages = await Array.fromAsync(archive[kind]((problem) => problems.push(problem)));
  const posts = pages.flatMap((page) => page.posts);
  return { pages, posts, problems, ids: posts.map(({ id }) => id) };
}
const readMessages = (parts: XArchiveParts) => read('messagePages', parts);
const readLikes = (parts: XArchiveParts) => read('likePages', parts);

const time = (minutes: number) => new Date(Date.UTC(2024, 2, 1, 12, minutes));
const message = (minutes: number, over: JsonObject = {}) =>
  anArchiveMessage({ at: time(minutes).toISOString(), ...over });
const idAt = (minutes: number) => firstIdAt(time(minutes));
const joined = { joinConversation: { initiatingUserId: '8', createdAt: time(0).toISOString() } };

/** A file of the archive as it is written here, with so many conversations. */
function asWritten(conversations: string, count: number): XArchiveParts {
  const file = 'data/direct-messages.js';
  const bytes = `window.YTD.direct_messages.part0 = [${conversations}]`;
  return { files: { [file]: bytes }, counts: { [file]: count } };
}

describe('the direct messages of an archive', () => {
  const conversations = [
    { id: '7-8', messages: [message(2), message(1)] },
    { id: '7-9', messages: [] },
    { id: '6-7', messages: [message(0, { senderId: '6' })] },
  ];
  const groups = [{ id: '100', messages: [message(4, { recipientId: undefined }), joined] }];

  it('are all read, of pairs and of groups, each with its conversation', async () => {
    const { posts, problems, pages } = await readMessages({ conversations, groups });
    expect(problems).toEqual([]);
    expect(posts.map(({ id, message: read }) => [id, read?.conversationId])).toEqual([
      [idAt(2), '7-8'],
      [idAt(1), '7-8'],
      [idAt(0), '6-7'],
      [idAt(4), '100'],
    ]);
    expect(posts[0]?.supplied).toEqual(message(2).messageCreate);
    expect(pages.map(({ request, entries, withoutId }) => [request, entries, withoutId])).toEqual([
      ['data/direct-messages.js, entries 1 to 3', 3, 0],
      ['data/direct-messages-group.js, entries 1 to 2', 2, 1],
    ]);
  });

  it('are kept byte for byte, behind what stands before them in their conversation', async () => {
    const messages = [message(1), { messageCreate: { id: 'x' } }];
    const { pages } = await readMessages({
      conversations: [{ id: '7-8', messages }, ...conversations.slice(2)],
    });
    const text = (value: JsonObject) => JSON.stringify(value, null, 2);
    const head = (id: string) =>
      `{\n  "dmConversation" : {\n    "conversationId" : "${id}",\n    "messages" : [`;
    const lines = [head('7-8'), ...messages.map(text)];
    const others = [head('6-7'), text(message(0, { senderId: '6' }))];
    expect(pages.map(({ body }) => body.toString().replace(/ +\n(?=$|\{)/g, ''))).toEqual([
      [...lines, ...others, ''].join('\n'),
    ]);
  });

  it('may be more of one conversation than are ever in memory', async () => {
    const count = 1000;
    const text = randomBytes(2500).toString('hex');
    const archive = await open({
      conversations: [{ id: '7-8', messages: manyArchiveMessages(count, { text }) }],
    });
    const ids = new Set<string>();
    const places = new Set<unknown>();
    let largest = 0;
    const problems: ArchiveProblem[] = [];
    for await (const page of archive.messagePages((problem) => problems.push(problem))) {
      largest = Math.max(largest, page.body.length);
      for (const { id, message: read } of page.posts) {
        places.add(read?.conversationId);
        ids.add(id);
      }
    }
    expect([ids.size, [...places], problems]).toEqual([count, ['7-8'], []]);
    expect(largest).toBeLessThan(1_500_000);
    expect(await archive.countMessages()).toBe(count);
  });

  it('tell line by line what cannot be read, keep what has an id, and read on', async () => {
    const large = randomBytes(2_200_000).toString('hex');
    const { messageCreate: fine } = message(3);
    const { ids, problems } = await readMessages(
      asWritten(
        `\n{"dmConversation":{"conversationId":"7-8","messages":[
{"messageCreate":{"id":"${idAt(0)}"}},
{"messageCreate":},
5,
{"messageCreate":{"text":"${large}"}},
{"reaction":{"id":"${idAt(1)}"}},
{"messageCreate":${JSON.stringify(fine)}}]}},
{"dmConversation":{"messages":[
{"messageCreate":${JSON.stringify(message(4).messageCreate)}}]}},
{"somethingElse":{}}`,
        3,
      ),
    );
    expect(ids).toEqual([idAt(0), idAt(1), idAt(3), idAt(4)]);
    const file = 'data/direct-messages.js';
    expect(problems).toEqual([
      {
        ...{ file, entry: 1, line: 3 },
        what: expect.stringMatching(/^not as X describes messages, in: /) as string,
      },
      { file, entry: 2, line: 4, what: 'it is no JSON' },
      { file, entry: 3, line: 5, what: 'it is no object' },
      { file, entry: 4, line: 6, what: 'it is too large' },
      { file, entry: 5, line: 7, what: 'it is of no kind that is known' },
      { file, entry: 7, line: 10, what: 'its conversation has no id' },
      { file, line: 11, what: 'entries that are no conversations, from here on: 1' },
    ]);
  });

  it('are told by one problem where they are no conversations, however many', async () => {
    const { problems } = await readMessages(asWritten(Array(1000).fill('{}').join(','), 1000));
    const what = 'entries that are no conversations, from here on: 1000';
    expect(problems.filter((each) => each.what.includes('conversation'))).toMatchObject([{ what }]);
  });

  it.each([
    ['of another list', '{"dmConversation":{"conversationId":"7-8","messages":[],"pinned":[M]}}'],
    ['before the id', '{"dmConversation":{"messages":[M],"conversationId":"7-8"}}'],
    ['of what is no conversation', '{"other":{"conversationId":"7-8","messages":[M]}}'],
    ['with a strange id', '{"dmConversation":{"conversationId":"7_8","messages":[M]}}'],
  ])('are not put into a conversation when they are %s', async (_, text) => {
    const entry = JSON.stringify(message(1));
    const { posts, problems } = await readMessages(asWritten(text.replace('M', entry), 1));
    expect(posts.map(({ id, message: understood }) => [id, understood])).toEqual([
      [idAt(1), undefined],
    ]);
    expect(problems).toMatchObject([{ entry: 1, what: 'its conversation has no id' }]);
  });

  it.each<[string, XArchiveParts, string]>([
    ['fewer', { counts: { 'data/direct-messages.js': 4 } }, 'it has 3 entries; it should have 4'],
    [
      'no file of those',
      { counts: { 'data/direct-messages-part1.js': 2 } },
      'the file is not there; it should have 2 entries',
    ],
  ])('are said to be %s than the archive says', async (_, parts, what) => {
    const { problems } = await readMessages({ conversations, ...parts });
    expect(problems).toMatchObject([{ what }]);
  });

  it('are said to end in the middle', async () => {
    const { problems, ids } = await readMessages({
      files: {
        'data/direct-messages.js': `x = [{"dmConversation":{"conversationId":"7-8","messages":[${JSON.stringify(message(1))},`,
      },
    });
    expect(ids).toEqual([idAt(1)]);
    expect(problems[0]).toMatchObject({ entry: 2, what: 'the file ends in the middle' });
  });

  it('bring their media, and say which the archive lacks', async () => {
    const dm = 'https://ton.twitter.com/dm/5';
    const { posts, problems } = await readMessages({
      conversations: [
        { id: '7-8', messages: [message(1, { mediaUrls: [`${dm}/55/a.jpg`, `${dm}/56/b.jpg`] })] },
      ],
      groups: [{ id: '100', messages: [message(2, { mediaUrls: [`${dm}/57/c.png`] })] }],
      messageMedia: { [`${idAt(1)}-a.jpg`]: 'a' },
      groupMedia: { [`${idAt(2)}-c.png`]: 'c' },
      media: { [`${idAt(1)}-b.jpg`]: 'of a post' },
    });
    const folderOf = (name: string) => ({ inArchive: { name: `data/${name}` } });
    expect(posts.map(({ files }) => files)).toMatchObject([
      [
        { fileKey: '3_55.original', ...folderOf(`direct_messages_media/${idAt(1)}-a.jpg`) },
        { fileKey: '3_56.original', url: expect.stringContaining('/56/b.jpg') as string },
      ],
      [{ fileKey: '3_57.original', ...folderOf(`direct_messages_group_media/${idAt(2)}-c.png`) }],
    ]);
    expect(problems).toMatchObject([
      {
        file: 'data/direct-messages.js',
        entry: 1,
        what: '1 of its media files are not in the archive',
      },
    ]);
  });
});

describe('the likes of an archive', () => {
  it('are all read, with the text the archive has', async () => {
    const { ids, posts, problems, pages } = await readLikes({ likes: manyArchiveLikes(300) });
    expect(problems).toEqual([]);
    expect(ids).toEqual(Array.from({ length: 300 }, (_, i) => String(i + 1)));
    expect(posts[0]).toMatchObject({
      raw: { post: { id: '1' }, includes: { users: [{ id: '7', username: 'contoso' }] } },
      supplied: anArchiveLike('1'),
      files: [],
    });
    expect(pages.map(({ request }: SuppliedPage) => request)).toEqual([
      'data/like.js, entries 1 to 250',
      'data/like.js, entries 251 to 300',
    ]);
  });

  it('tell what has no id, and what is missing', async () => {
    const { ids, problems } = await readLikes({
      likes: [{ tweetId: 'x' }, anArchiveLike('2')],
      counts: { 'data/like.js': 3, 'data/like-part1.js': 1 },
    });
    expect(ids).toEqual(['2']);
    expect(problems).toEqual([
      {
        file: 'data/like-part1.js',
        what: 'the file is not there; it should have 1 entries',
      },
      { file: 'data/like.js', entry: 1, line: 2, what: 'it has no id' },
      { file: 'data/like.js', what: 'it has 2 entries; it should have 3' },
    ]);
  });

  it('are announced, and counted without being read', async () => {
    const archive = await open({ likes: manyArchiveLikes(12) });
    expect([archive.announced('likes'), await archive.countLikes()]).toEqual([12, 12]);
  });
});
