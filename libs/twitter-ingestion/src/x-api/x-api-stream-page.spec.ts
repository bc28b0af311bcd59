import { firstIdAt, type JsonObject } from '@app/domain';
import { aRawMessage, aRawPost } from '@testing/domain';

import { type PageRequest } from '../post-source';
import { parseBody } from './x-api-body';
import { readStreamPage } from './x-api-stream-page';

const receivedAt = new Date('2026-03-01T12:00:00.000Z');

function read(stream: PageRequest['stream'], data: JsonObject[], range: Partial<PageRequest> = {}) {
  return readAnswer(stream, { data, meta: { next_token: 'more' } }, range);
}

function readAnswer(
  stream: PageRequest['stream'],
  answer: object,
  range: Partial<PageRequest> = {},
) {
  const body = Buffer.from(JSON.stringify(answer));
  const evidence = { request: 'GET', body, headers: {}, receivedAt };
  return readStreamPage({ accountId: '7', stream, ...range }, parseBody(body), evidence);
}
const messages = ['30', '20', '10'].map((id) => aRawMessage({ id }).post);
const idsOf = ({ posts }: ReturnType<typeof read>) => posts.map(({ id }) => id);

describe('readStreamPage', () => {
  it('keeps messages to a range that X cannot be asked for', () => {
    const above = read('messages', messages, { untilId: '20' });
    expect([above.kind, idsOf(above), above.oldestId]).toEqual(['page', ['10'], '10']);
    expect(above.postsRead).toBe(3);
    const nothing = read('messages', messages, { untilId: '5' });
    expect([nothing.kind, idsOf(nothing), nothing.oldestId]).toEqual(['page', [], undefined]);
  });

  it('ends messages where it comes upon what is known, though X has more', () => {
    const page = read('messages', messages, { sinceId: '10' });
    expect([page.kind, idsOf(page), page.oldestId]).toEqual(['last', ['30', '20'], '20']);
    expect(page).not.toHaveProperty('nextPageToken');
  });

  it('goes by no ids where posts are not in their order', () => {
    const likes = ['10', '30', '20'].map((id) => aRawPost({ id }).post);
    const page = read('likes', likes, { sinceId: '20', untilId: '30' });
    expect([page.kind, idsOf(page), page.oldestId]).toEqual([
      'page',
      ['10', '30', '20'],
      undefined,
    ]);
  });

  it.each(['posts', 'mentions', undefined] as const)(
    'does not take the answer to another request for one to this, %s',
    (stream) => {
      const posts = ['30', '20', '10'].map((id) => aRawPost({ id, author_id: '8' }).post);
      const malformed = expect.objectContaining({ code: 'twitter.malformed' }) as Error;
      expect(() => read(stream, posts, { untilId: '25' })).toThrow(malformed);
      expect(() => read(stream, posts, { sinceId: '15' })).toThrow(malformed);
      expect(idsOf(read(stream, posts, { sinceId: '10', untilId: '30' }))).toEqual(['20']);
    },
  );

  it.each([
    ['that it does not find the account', 'Not Found Error', 'twitter.not_found'],
    ['that it does not let the account be seen', 'Authorization Error', 'twitter.forbidden'],
    ['that the account is suspended', 'Forbidden', 'twitter.forbidden'],
  ])('takes no words for an empty page where X says no more than %s', (_, title, code) => {
    const problem = { title, resource_type: 'user', parameter: 'id', resource_id: '7' };
    expect(() => readAnswer('posts', { errors: [problem] })).toThrow(
      expect.objectContaining({ code, details: { title } }) as Error,
    );
  });

  it('takes no answer for the last page that does not say whether there is more', () => {
    const data = [aRawPost({ id: '30' }).post];
    expect(() => readAnswer('posts', { data })).toThrow(
      expect.objectContaining({ code: 'twitter.malformed' }) as Error,
    );
  });

  it("counts the account's own posts among mentions, but gives them not", () => {
    const mentions = [aRawPost({ id: '30', author_id: '8' }).post, aRawPost({ id: '20' }).post];
    const page = read('mentions', mentions);
    expect([idsOf(page), page.oldestId, page.postsRead]).toEqual([['30'], '20', 2]);
  });

  it('knows that the search ends half a minute before it was asked', () => {
    const asOf = (stream: PageRequest['stream']) => read(stream, []).asOf.toISOString();
    expect(asOf('quotes')).toBe('2026-03-01T11:59:30.000Z');
    expect(asOf('mentions')).toBe('2026-03-01T12:00:00.000Z');
  });

  it('says how far back X shows what it shows by age, and claims a little less', () => {
    const at = (date: string) => firstIdAt(new Date(date));
    expect(read('messages', []).shownFrom).toBe(at('2026-01-30T12:05:00.000Z'));
    expect(read('quotes', []).shownFrom).toBe(at('2026-02-22T12:04:30.000Z'));
    expect(read('likes', []).shownFrom).toBeUndefined();
  });

  it('refuses events that lack what was asked for', () => {
    const husks = [{ id: '30', event_type: 'MessageCreate', text: 'Hello' }];
    expect(() => read('messages', husks)).toThrow(
      expect.objectContaining({ code: 'twitter.fields_missing' }) as Error,
    );
  });
});
