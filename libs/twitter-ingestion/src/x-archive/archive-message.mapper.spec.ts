import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  firstIdAt,
  isJsonObject,
  type JsonObject,
  type PostRecord,
  readContent,
} from '@app/domain';
import { anArchiveMessage } from '@testing/twitter-ingestion';
import { z } from 'zod';

import { toApiMessage } from './archive-message.mapper';

const owner = { accountId: '7', username: 'contoso', name: 'Contoso' };
const at = '2024-03-01T12:00:00.123Z';
const id = firstIdAt(new Date(at));

const goldenSchema = z.object({
  supplied: z.record(z.string(), z.json()),
  post: z.looseObject({ dm_conversation_id: z.string() }),
  includes: z.looseObject({}),
});

function map(over: JsonObject, conversationId = '7-8') {
  const { messageCreate } = anArchiveMessage({ at, ...over });
  return toApiMessage(isJsonObject(messageCreate) ? messageCreate : {}, conversationId, owner);
}

function messageOf(over: JsonObject, conversationId?: string) {
  const mapped = map(over, conversationId);
  if ('problem' in mapped) throw new Error(mapped.problem);
  const record: PostRecord = {
    ...{ schemaVersion: 1, accountId: '7', postId: id, type: 'message', format: 'x-archive' },
    raw: mapped.raw,
  };
  const content = readContent(record);
  if (content.type !== 'message') throw new Error(content.type);
  return { ...content.message, fileNames: mapped.media.flatMap(({ fileNames }) => fileNames) };
}

describe('a direct message of the archive in the words of the API', () => {
  it('is read as the API would give it', () => {
    expect(messageOf({ text: 'Tea &amp; maps 🙂' })).toMatchObject({
      ...{ id, createdAt: new Date(at), event: 'message', conversationId: '7-8' },
      sender: { id: '8' },
      participants: [{ id: '8' }, { id: '7', username: 'contoso', name: 'Contoso' }],
      ...{ affected: [], text: 'Tea & maps 🙂', media: [], references: [] },
    });
  });

  it('names to whom it is, whatever the conversation is called', () => {
    const { participants } = messageOf({ senderId: '7', recipientId: '9' }, '100');
    expect(participants.map((user) => user.id)).toEqual(['7', '9']);
  });

  it('names of a group who writes, and the account', () => {
    const { participants, conversationId } = messageOf({ recipientId: undefined }, '100');
    expect([conversationId, ...participants.map((user) => user.id)]).toEqual(['100', '8', '7']);
  });

  it.each([
    ['https://ton.twitter.com/dm/5/55/AbC.jpg', '3_55', 'photo', 'AbC.jpg'],
    ['https://ton.twitter.com/1.1/ton/data/dm/5/55/AbC.png', '3_55', 'photo', 'AbC.png'],
    ['https://video.twimg.com/dm_gif/56/x.mp4', '16_56', 'animated_gif', 'x.mp4'],
    ['https://video.twimg.com/dm_video/57/vid/avc1/7x1/y.mp4?tag=1', '7_57', 'video', 'y.mp4'],
    ['https://example.com/z.mp4', `7_${id}-1`, 'video', 'z.mp4'],
    ['https://example.com/z', `3_${id}-1`, 'photo', 'z'],
  ])('has the medium at %s', (url, key, type, name) => {
    const message = messageOf({ mediaUrls: [url] });
    expect(message.media).toMatchObject([
      { key, type, url: expect.stringContaining(url) as string },
    ]);
    expect(message.fileNames).toEqual([`${id}-${name}`]);
  });

  it('has two media at addresses of no known form', () => {
    const { media } = messageOf({ mediaUrls: ['https://example.com/1', 'https://example.com/2'] });
    expect(media.map(({ key }) => key)).toEqual([`3_${id}-1`, `3_${id}-2`]);
  });

  it('has links, and shares the post that it ends with the link of', () => {
    const expanded = 'https://twitter.com/fabrikam/status/20';
    const urls = [
      { url: 'https://t.co/p', expanded, display: 'twitter.com/fabrikam/…' },
      { url: 'https://t.co/q', expanded: 'https://example.com/' },
    ];
    const shares = messageOf({ text: 'See https://t.co/q https://t.co/p', urls });
    expect(shares.links).toMatchObject([
      { url: 'https://t.co/p', expandedUrl: expanded },
      { url: 'https://t.co/q', expandedUrl: 'https://example.com/' },
    ]);
    expect(shares.references).toMatchObject([{ id: '20' }]);
    expect(messageOf({ text: 'https://t.co/p is old', urls }).references).toEqual([]);
  });

  it.each(['message-from-owners-archive', 'message-from-owners-archive-group'])(
    'is as the golden pair %s has it',
    (name) => {
      const golden = join(__dirname, '../../../../test/fixtures/conversion', name, 'post.json');
      const { supplied, post, includes } = goldenSchema.parse(
        JSON.parse(readFileSync(golden, 'utf8')),
      );
      const profileImageUrl = 'https://pbs.twimg.com/profile_images/7001/contoso_normal.jpg';
      const contoso = { ...owner, accountId: '7001', profileImageUrl };
      const mapped = toApiMessage(supplied, post.dm_conversation_id, contoso);
      expect(mapped).toMatchObject({ raw: { post, includes, problems: [] } });
    },
  );

  it.each<[string, JsonObject]>([
    ['not as X describes messages, in: text, senderId', { text: 5, senderId: 'x' }],
    ['not as X describes messages, in: createdAt', { createdAt: 'yesterday' }],
    ['its id and createdAt tell different times', { createdAt: '2024-03-01T12:00:02.000Z' }],
  ])('cannot be read when it is %s', (problem, over) => {
    const mapped = map(over);
    expect('problem' in mapped && mapped.problem.split(/, |: /).sort()).toEqual(
      problem.split(/, |: /).sort(),
    );
  });
});
