import { type PageRequest, type PostPage } from '../post-source';
import { MessagePlaces } from './message-places';

const request = { accountId: '7', stream: 'messages' } as const satisfies PageRequest;
const page = { kind: 'page', oldestId: '50', nextPageToken: 'token' } as PostPage;

describe('MessagePlaces', () => {
  it.each([
    ['a page of the same size', undefined, { pageToken: 'token' }],
    ['no page of another size, for which X promises nothing', 10, {}],
  ])('leads down to %s', (_, limit, place) => {
    const places = new MessagePlaces();
    places.remember({ ...request, limit }, page);
    const below = { ...request, untilId: '50' };
    expect(places.shortened(below)).toEqual({ ...below, ...place });
  });
});
