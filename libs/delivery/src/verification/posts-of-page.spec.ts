import { ownPostsOf } from './posts-of-page';

const page = (request: string, body: string) => ({
  ...{ request, body: Buffer.from(body) },
  receivedAt: new Date(0),
  headers: {},
});
const listed = JSON.stringify({ data: [{ id: '1' }, { id: 'none' }, { id: '22' }] });

describe('ownPostsOf', () => {
  it.each([
    'GET /2/users/7/tweets',
    'GET /2/users/7/tweets?max_results=100',
    'GET /2/users/1234567/tweets',
    'GET /2/tweets',
    'GET /2/tweets?ids=1,22',
  ])('names the posts that X listed for %s', (request) => {
    expect(ownPostsOf(page(request, listed))).toEqual(['1', '22']);
  });

  it.each([
    'GET /2/users/7/mentions',
    'GET /2/users/me/tweets',
    'GET /2/tweets/search/all?query=x',
    'GET /2/users/7/tweets/1',
    'GET /2/users/7x/tweets',
    'GET /2/users//tweets',
    'GET /2/tweetsx',
    'GET /2/tweets/1?a',
    'POST /2/tweets',
    'read by GET /2/tweets',
  ])('names none for %s', (request) => {
    expect(ownPostsOf(page(request, listed))).toEqual([]);
  });

  it.each(['<html>', '{}', '{"data":{"id":"1"}}', '{"data":[{"id":1}]}'])(
    'names none of a page that says %s',
    (body) => {
      expect(ownPostsOf(page('GET /2/tweets', body))).toEqual([]);
    },
  );
});
