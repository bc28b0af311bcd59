import { firstIdAt } from '@app/domain';

import { type PagedStream } from '../post-source';
import { shownFrom, streamRequest } from './x-api-stream-request';

const now = new Date('2026-03-01T12:00:00.000Z');
const daysAgo = (days: number) => firstIdAt(new Date(now.getTime() - days * 24 * 3600_000));
const ask = (stream: PagedStream, more: object = {}) =>
  streamRequest(
    { accountId: '7', usernames: ['contoso'], stream, ...more },
    { dialect: 'tweet', context: 'full' },
    now,
  );
/** What of a query is not the same for every page. */
const given = ({ query }: ReturnType<typeof ask>) =>
  Object.fromEntries(Object.entries(query).filter(([name]) => /_id$|token|max_/.test(name)));

describe('streamRequest', () => {
  const range = { sinceId: daysAgo(2), untilId: daysAgo(1), pageToken: 'token', limit: 20 };
  const paged = { max_results: '20', pagination_token: 'token' };
  const ranged = { ...paged, since_id: daysAgo(2), until_id: daysAgo(1) };

  it.each([
    ['posts', 'users/7/tweets', ranged],
    ['mentions', 'users/7/mentions', ranged],
    ['quotes', 'tweets/search/recent', ranged],
    ['messages', 'dm_events', paged],
    ['likes', 'users/7/liked_tweets', paged],
  ] as const)('asks for %s at %s, with no more than X knows there', (stream, path, expected) => {
    const request = ask(stream, range);
    expect(request.path).toBe(path);
    expect(given(request)).toEqual(expected);
  });

  it('searches quotes by the address of what they quote, at either host, by others', () => {
    expect(ask('quotes').query.query).toBe(
      '(url:"x.com/contoso/status" OR url:"twitter.com/contoso/status") is:quote -from:contoso',
    );
  });

  it('searches quotes by every name the account had, and leaves out those of who has it now', () => {
    expect(ask('quotes', { usernames: ['fabrikam', 'contoso'] }).query.query).toBe(
      '(url:"x.com/fabrikam/status" OR url:"twitter.com/fabrikam/status" OR url:"x.com/contoso/status" OR url:"twitter.com/contoso/status") is:quote -from:fabrikam',
    );
  });

  it('asks the search for no fewer than it gives', () => {
    expect(given(ask('quotes', { limit: 5 }))).toEqual({ max_results: '10' });
  });

  it('names no id to the search that is too old for it', () => {
    const [lowest = ''] = [shownFrom('quotes', now)];
    expect(given(ask('quotes', { sinceId: daysAgo(8) }))).not.toHaveProperty('since_id');
    expect(given(ask('quotes', { untilId: daysAgo(8) }))).toMatchObject({ until_id: lowest });
    expect(given(ask('quotes', { sinceId: daysAgo(6) }))).toMatchObject({ since_id: daysAgo(6) });
  });

  it('searches for no account without a name', () => {
    expect(() => ask('quotes', { usernames: undefined })).toThrow(TypeError);
    expect(() => ask('quotes', { usernames: [] })).toThrow(TypeError);
  });
});
