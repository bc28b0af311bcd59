import { type CaptureState, type CaptureStateStore } from '@app/archive';
import { type Interval } from '@app/domain';

const interval = (n: number): Interval => ({
  from: `19000000000000${String(2 * n).padStart(5, '0')}`,
  to: `19000000000000${String(2 * n).padStart(5, '0')}`,
  state: n % 2 ? 'complete' : 'unreachable',
  posts: n,
});
const state = (postsRead: number, more: Partial<CaptureState> = {}): CaptureState => ({
  coverage: [interval(1)],
  postsRead,
  ...more,
});

let accounts = 7000;

/** What every CaptureStateStore guarantees. `open` opens the same store again, as another process would. */
export function describeCaptureStateStore(name: string, open: () => CaptureStateStore): void {
  describe(`${name} is a CaptureStateStore`, () => {
    let store: CaptureStateStore;
    let accountId: string;
    beforeEach(() => {
      store = open();
      accountId = String(accounts++);
    });
    const load = () => open().load(accountId);

    it('knows an account never captured by its empty coverage', async () => {
      expect(await load()).toEqual({
        state: { coverage: [], postsRead: 0 },
        revision: undefined,
      });
    });

    it('gives back what was saved, with its revision', async () => {
      const saved = state(3_000_000_000, {
        caughtUpAt: new Date('2026-01-01T00:00:00.123Z'),
        parked: { reason: 'twitter.rate_limited', until: new Date('2026-01-01T00:15:00Z') },
      });
      const revision = await store.save(accountId, saved, undefined);
      expect(await load()).toEqual({ state: saved, revision });
    });

    it('gives back which periods the owner has supplied', async () => {
      const period = {
        ...{ from: '1', to: '1900000000000000001' },
        generatedAt: new Date('2026-01-01T00:00:00.123Z'),
        evidence: '7/pages/2026/01/01/000000123.01234567.json.gz',
      };
      const saved = state(1, { supplied: [period] });
      await store.save(accountId, saved, undefined);
      expect((await load()).state).toEqual(saved);
    });

    it('gives back a reading under way and the profile seen last', async () => {
      const at = new Date('2026-01-01T00:00:00.123Z');
      const saved = state(1, {
        readingSince: at,
        readingToken: '7140dibdnow9c7btw4',
        postCount: { posts: 0, at },
        names: [{ username: 'contoso', seenAt: at }],
        profile: {
          user: { id: '7', description: 'Grüße 🙂'.repeat(9000), entities: { url: [null, 1] } },
          ...{
            before: { id: '7' },
            at,
            notBefore: new Date(0),
            pageName: 'page',
            isArchived: false,
          },
        },
      });
      await store.save(accountId, saved, undefined);
      expect((await load()).state).toEqual(saved);
    });

    it('gives back how far posts were looked at again', async () => {
      const at = new Date('2026-01-01T00:00:00.123Z');
      const recheck = {
        ...{ overlapAt: at, late: 2, lateAt: at, editsUpTo: '1900000000000000001' },
        ...{ sweptAt: at, sweptSince: at, sweptFrom: '1800000000000000001' },
        ...{ sweepBegunAt: at, sweepFrom: '1800000000000000002' },
        sweepUpTo: '1900000000000000002',
        ...{ changed: 3, changedAt: at, deleted: 1, deletedAt: at },
        untold: Array.from({ length: 5000 }, (_, i) => `${190_000 + i}0000000000001`),
      };
      const saved = state(1, { recheck });
      await store.save(accountId, saved, undefined, 'deletions');
      expect((await open().load(accountId, 'deletions')).state).toEqual(saved);
    });

    it('forgets what the newer state does not have', async () => {
      const parked = { reason: 'twitter.forbidden', until: new Date(0) } as const;
      const first = await store.save(accountId, state(1, { parked }), undefined);
      const second = await store.save(accountId, state(2), first);
      expect(await load()).toEqual({ state: state(2), revision: second });
    });

    it('keeps a coverage of thousands of intervals', async () => {
      const coverage = Array.from({ length: 4000 }, (_, i) => interval(i));
      const first = await store.save(accountId, state(1, { coverage }), undefined);
      expect((await load()).state.coverage).toEqual(coverage);
      await store.save(accountId, state(1), first);
      expect((await load()).state).toEqual(state(1));
    });

    it('refuses the second of two that save on top of one revision', async () => {
      const revision = await store.save(accountId, state(1), undefined);
      await store.save(accountId, state(2), revision);
      const late = open().save(accountId, state(3), revision);
      await expect(late).rejects.toMatchObject({ code: 'archive.conflict' });
      expect((await load()).state).toEqual(state(2));
    });

    it('refuses the second of two that begin an account', async () => {
      await store.save(accountId, state(1), undefined);
      const late = open().save(accountId, state(2), undefined);
      await expect(late).rejects.toMatchObject({ code: 'archive.conflict' });
      expect((await load()).state).toEqual(state(1));
    });

    it('lets exactly one of many win', async () => {
      const revision = await store.save(accountId, state(0), undefined);
      const saves = [1, 2, 3, 4, 5].map((n) => open().save(accountId, state(n), revision));
      const results = await Promise.allSettled(saves);
      const winners = results.flatMap(({ status }, i) => (status === 'fulfilled' ? [i + 1] : []));
      expect(winners).toEqual([(await load()).state.postsRead]);
    });

    it('keeps streams apart', async () => {
      const posts = await store.save(accountId, state(1), undefined);
      const likes = await store.save(accountId, state(2), undefined, 'likes');
      await store.save(accountId, state(3), likes, 'likes');
      expect(await open().load(accountId)).toEqual({ state: state(1), revision: posts });
      expect((await open().load(accountId, 'likes')).state).toEqual(state(3));
      expect((await open().load(accountId, 'mentions')).revision).toBeUndefined();
    });

    it('gives back all of them at once', async () => {
      const coverage = Array.from({ length: 4000 }, (_, i) => interval(i));
      const other = `${accountId}00`;
      await store.save(accountId, state(1, { coverage }), undefined);
      await store.save(accountId, state(2), undefined, 'likes');
      await store.save(other, state(3), undefined);
      const states = await open().loadAll();
      expect(states.of(accountId)).toEqual(state(1, { coverage }));
      expect(states.of(accountId, 'likes')).toEqual(state(2));
      expect(states.of(other)).toEqual(state(3));
      expect(states.of(other, 'likes')).toEqual({ coverage: [], postsRead: 0 });
    });

    it('keeps accounts apart', async () => {
      await store.save(accountId, state(1), undefined);
      const { revision } = await store.load(`${accountId}0`);
      expect(revision).toBeUndefined();
    });
  });
}
