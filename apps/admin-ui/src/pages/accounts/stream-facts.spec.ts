import { type StreamView } from '../../api/types';
import { streamFacts } from './stream-facts';

const of = (view: Partial<StreamView>) =>
  streamFacts({ stream: 'likes', on: true, kinds: ['like'], archived: 0, ...view });

describe('the facts of a stream', () => {
  it('tell since when it is on, how much there is, and whether all was read', () => {
    expect(
      of({
        since: '2026-11-25T10:00:00.000Z',
        archived: 1234,
        read: 2000,
        caughtUpAt: '2026-11-25T11:00:00.000Z',
      }),
    ).toEqual([
      'on since 25 Nov 2026, 10:00 UTC',
      '1,234 archived',
      '2,000 read from X',
      'caught up 25 Nov 2026, 11:00 UTC',
    ]);
  });

  it('say that it was not read yet', () => {
    expect(of({ read: 0 })).toContain('not read to the end yet');
  });

  it('count mentions and quotes together', () => {
    expect(of({ stream: 'mentions', kinds: ['inbound'], archived: 7 })).toContain(
      '7 posts of others archived, mentions and quotes',
    );
  });

  it('are what is left of one that is off', () => {
    expect(of({ on: false, archived: 3 })).toEqual(['3 archived']);
    expect(of({ on: false })).toEqual([]);
  });
});
