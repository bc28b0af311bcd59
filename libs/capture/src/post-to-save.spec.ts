import { type SourcePost, toSourceMessage, toSourcePost } from '@app/twitter-ingestion';
import { aRawMessage, aRawPost } from '@testing/domain';

import { inbound, messageToSave, noticedToSave, postToSave, recordOf } from './post-to-save';

const seenAt = new Date('2026-01-01T00:00:00Z');
const found = (source: SourcePost | undefined): SourcePost => {
  if (!source) throw new Error('It has an id.');
  return source;
};
/** The id tells 2025-03-01. */
const id = '1895803968000000000';
const post = found(toSourcePost(aRawPost({ id, created_at: '2025-03-01T12:00:00.000Z' })));
const unreadable = found(toSourcePost(aRawPost({ id, text: 7 })));

describe('what is kept of', () => {
  it('a post is of the time it was made, in the words of X’s API', () => {
    expect(postToSave('7', post, seenAt)).toMatchObject({
      ...{ kind: 'post', createdAt: new Date('2025-03-01T12:00:00.000Z') },
      record: { accountId: '7', postId: id, schemaVersion: 1, format: 'x-api-v2', raw: post.raw },
    });
  });

  it('a post that cannot be read is of the time its id tells, to the second', () => {
    const { kind, createdAt } = postToSave('7', unreadable, seenAt);
    expect([kind, createdAt.toISOString().slice(0, 10), createdAt.getMilliseconds()]).toEqual([
      ...['unreadable', '2025-03-01', 0],
    ]);
  });

  it.each([
    ['a mention', post, 'inbound'],
    ['a mention that cannot be read', unreadable, 'unreadable'],
  ])('%s says that it is somebody else’s', (_, source, kind) => {
    expect(inbound(postToSave('7', source, seenAt))).toMatchObject({ isInbound: true, kind });
  });

  it('a message is of the time it was sent', () => {
    const created_at = '2025-03-01T12:34:56.000Z';
    const message = found(toSourceMessage(aRawMessage({ id, created_at }), '7'));
    const saved = messageToSave('7', message, seenAt);
    expect(saved).toMatchObject({ kind: 'message', record: { type: 'message' } });
    expect(saved.createdAt.toISOString()).toBe(created_at);
  });

  it('a message that cannot be read is of the time its id tells, else of the time it was seen', () => {
    const raw = aRawMessage({ id });
    const { kind, createdAt } = messageToSave('7', { id, raw }, seenAt);
    expect([kind, createdAt.toISOString().slice(0, 10)]).toEqual(['unreadable', '2025-03-01']);
    expect(messageToSave('7', { id: '5', raw }, seenAt).createdAt).toEqual(seenAt);
  });

  it('what has no time is of the time it was noticed', () => {
    const record = recordOf('7', post);
    const noticed = { at: seenAt, notBefore: new Date(0) };
    expect(noticedToSave(record, 'like', noticed, { isReadable: true })).toEqual({
      record: {
        ...record,
        type: 'like',
        noticed: { at: seenAt.toISOString(), notBefore: new Date(0).toISOString() },
      },
      ...{ createdAt: seenAt, kind: 'like' },
    });
    expect(noticedToSave(record, 'like', { at: seenAt }, { isReadable: false })).toEqual({
      record: { ...record, type: 'like', noticed: { at: seenAt.toISOString() } },
      ...{ createdAt: seenAt, kind: 'unreadable' },
    });
  });
});
