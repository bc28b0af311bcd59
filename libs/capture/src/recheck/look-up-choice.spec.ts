import { type Absence, EDITABLE_MS, type Recheck } from '@app/archive';
import { firstIdAt, type PostId } from '@app/domain';
import { aPostToSave, FakePostArchive } from '@testing/archive';

import { LookUpChooser } from './look-up-choice';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOW = new Date('2025-03-31T12:00:00.000Z');
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const idAgo = (ms: number): PostId => firstIdAt(ago(ms));

/** Nothing is due: the last sweep has just ended, and all edits are known. */
const KNOWN: Recheck = {
  ...{ overlapAt: NOW, late: 0, changed: 0, deleted: 0 },
  ...{ editsUpTo: idAgo(EDITABLE_MS), sweptAt: NOW },
};

const SUPPLIED = { format: 'x-archive', supplied: {} } as const;

/** Archives posts made and captured so long ago. */
async function archiveOf(...posts: { madeMs: number; seenMs?: number; isSupplied?: boolean }[]) {
  const archive = new FakePostArchive();
  for (const { madeMs, seenMs = madeMs, isSupplied } of posts) {
    const { record, ...post } = aPostToSave('7', { createdAt: ago(madeMs) });
    const toSave = { ...post, record: { ...record, ...(isSupplied && SUPPLIED) } };
    await archive.savePosts('7', [toSave], { pageName: 'page', at: ago(seenMs) });
  }
  return archive;
}

async function choose(
  archive: FakePostArchive,
  known: Partial<Recheck> = {},
  absences: Absence[] = [],
) {
  const config = { sweepDays: 30, sweepHours: 24 };
  const chooser = new LookUpChooser(archive, '7', config, NOW);
  const { shownAt, next } = await chooser.choose({ ...KNOWN, ...known }, absences);
  return { ids: [...shownAt.keys()], shownAt, next };
}

const absence = (state: Absence['state'], lookedMs: number, postId = idAgo(9 * HOUR_MS)) => ({
  ...{ postId, state, reason: 'hidden' as const, detail: 'No.' },
  ...{ shownAt: ago(20 * HOUR_MS), missedAt: ago(lookedMs), lookedAt: ago(lookedMs) },
});

describe('posts that could be edited', () => {
  const editsUpTo = idAgo(10 * HOUR_MS);

  it('are those captured before they could not be edited any more', async () => {
    const early = { madeMs: 3 * HOUR_MS, seenMs: 3 * HOUR_MS - EDITABLE_MS + 1 };
    const late = { madeMs: 4 * HOUR_MS, seenMs: 4 * HOUR_MS - EDITABLE_MS };
    const { ids, next } = await choose(await archiveOf(early, late), { editsUpTo });
    expect(ids).toEqual([idAgo(early.madeMs)]);
    expect(next.editsUpTo).toBe(idAgo(EDITABLE_MS));
  });

  it('are looked up as soon as they cannot be edited any more, and once', async () => {
    const archive = await archiveOf({ madeMs: EDITABLE_MS - 1 }, { madeMs: EDITABLE_MS });
    expect((await choose(archive, { editsUpTo })).ids).toEqual([idAgo(EDITABLE_MS)]);
    expect((await choose(archive)).ids).toEqual([]);
  });

  it('are looked up a hundred at a time, in order', async () => {
    const all = Array.from({ length: 101 }, (_, i) => ({ madeMs: 9 * HOUR_MS - i * 1000 }));
    const archive = await archiveOf(...all);
    const first = await choose(archive, { editsUpTo });
    expect(first.ids).toHaveLength(100);
    expect(first.next.editsUpTo).toBe(first.ids.at(-1));
    const second = await choose(archive, first.next);
    expect(second.ids).toEqual([idAgo(9 * HOUR_MS - 100_000)]);
  });

  it('are own posts, each once, whatever versions there are', async () => {
    const archive = await archiveOf({ madeMs: 3 * HOUR_MS });
    const createdAt = ago(3 * HOUR_MS);
    const seen = { pageName: 'page', at: createdAt };
    const edited = aPostToSave('7', { createdAt, raw: { text: 'edited' } });
    const other = aPostToSave('7', { createdAt: ago(2 * HOUR_MS) });
    await archive.savePosts('7', [edited, { ...other, isInbound: true }], seen);
    expect((await choose(archive, { editsUpTo })).ids).toEqual([idAgo(3 * HOUR_MS)]);
  });
});

describe('a sweep', () => {
  const post = { madeMs: 48 * HOUR_MS };

  it.each([
    { sinceMs: 24 * HOUR_MS - 1, isDue: false },
    { sinceMs: 24 * HOUR_MS, isDue: true },
  ])('is due: $isDue, $sinceMs ms after the last', async ({ sinceMs, isDue }) => {
    const { ids, next } = await choose(await archiveOf(post), { sweptAt: ago(sinceMs) });
    expect(ids).toEqual(isDue ? [idAgo(post.madeMs)] : []);
    expect(next.sweptSince).toEqual(isDue ? NOW : undefined);
  });

  it('goes on where it was, and takes none of the posts missed before', async () => {
    const at = [50, 49, 48, 47].map((hours) => ({ madeMs: hours * HOUR_MS }));
    const watched = [
      absence('deleted', 0, idAgo(48 * HOUR_MS)),
      absence('shown-again', 0, idAgo(47 * HOUR_MS)),
    ];
    const under = { sweepBegunAt: ago(HOUR_MS), sweepUpTo: idAgo(50 * HOUR_MS) };
    const { ids, next } = await choose(await archiveOf(...at), under, watched);
    expect(ids).toEqual([idAgo(49 * HOUR_MS), idAgo(47 * HOUR_MS)]);
    expect(next).toMatchObject({ sweptAt: NOW, sweptSince: ago(HOUR_MS) });
    expect([next.sweepBegunAt, next.sweepFrom, next.sweepUpTo]).toEqual(Array(3).fill(undefined));
  });

  it('notes from where on it looks, whatever it has come to', async () => {
    const all = Array.from({ length: 101 }, (_, i) => ({ madeMs: 48 * HOUR_MS - i * 1000 }));
    const archive = await archiveOf(...all);
    const first = await choose(archive, { sweptAt: ago(24 * HOUR_MS) });
    const from = idAgo(30 * 24 * HOUR_MS);
    expect([first.next.sweepFrom, first.next.sweptFrom]).toEqual([from, undefined]);
    const second = await choose(archive, first.next);
    expect([second.ids.length, second.next.sweptFrom]).toEqual([1, from]);
  });
});

describe('posts that were missed', () => {
  it.each([
    ['suspected', HOUR_MS],
    ['hidden', 24 * HOUR_MS],
  ] as const)('are looked up again when they are due: %s', async (state, restMs) => {
    const archive = await archiveOf();
    expect((await choose(archive, {}, [absence(state, restMs - 1)])).ids).toEqual([]);
    const { shownAt } = await choose(archive, {}, [absence(state, restMs)]);
    expect([...shownAt]).toEqual([[idAgo(9 * HOUR_MS), ago(20 * HOUR_MS)]]);
  });

  it.each(['deleted', 'shown-again'] as const)(
    'are not when they are settled: %s',
    async (state) => {
      const { ids } = await choose(await archiveOf(), {}, [absence(state, 1000 * HOUR_MS)]);
      expect(ids).toEqual([]);
    },
  );

  it('go first, and are a hundred with the others', async () => {
    const missed = Array.from({ length: 99 }, (_, i) =>
      absence('suspected', HOUR_MS, idAgo(9 * HOUR_MS - i)),
    );
    const archive = await archiveOf({ madeMs: 3 * HOUR_MS }, { madeMs: 2 * HOUR_MS });
    const editsUpTo = idAgo(10 * HOUR_MS);
    const { ids, next } = await choose(archive, { editsUpTo }, missed);
    expect(ids.slice(98)).toEqual([idAgo(9 * HOUR_MS - 98), idAgo(3 * HOUR_MS)]);
    expect([ids.length, next.editsUpTo]).toEqual([100, idAgo(3 * HOUR_MS)]);
    const more = [...missed, ...missed].map((each, i) => ({ ...each, postId: String(i + 1) }));
    expect((await choose(archive, {}, more)).ids).toHaveLength(100);
  });
});

describe('when a post was surely shown last', () => {
  const sweptAt = ago(24 * HOUR_MS);
  const sweptSince = ago(25 * HOUR_MS);
  const sweptFrom = idAgo(7 * 24 * HOUR_MS);
  const shownAt = async (
    post: { madeMs: number; seenMs?: number; isSupplied?: boolean },
    known: Partial<Recheck> = { sweptSince, sweptFrom },
  ) => {
    const chosen = await choose(await archiveOf(post), { sweptAt, ...known });
    return [...chosen.shownAt.values()];
  };

  it('is when it was captured, before there was a sweep', async () => {
    expect(await shownAt({ madeMs: 48 * HOUR_MS }, {})).toEqual([ago(48 * HOUR_MS)]);
  });

  it('is when the last sweep began, of what that has seen', async () => {
    expect(await shownAt({ madeMs: 48 * HOUR_MS })).toEqual([sweptSince]);
    const last = 25 * HOUR_MS + EDITABLE_MS;
    expect(await shownAt({ madeMs: last + 1 })).toEqual([sweptSince]);
    expect(await shownAt({ madeMs: last })).toEqual([ago(last)]);
  });

  it('is when it was captured, if it is older than what the last sweep has seen', async () => {
    const days = (count: number) => count * 24 * HOUR_MS;
    expect(await shownAt({ madeMs: days(7) })).toEqual([ago(days(7))]);
    expect(await shownAt({ madeMs: days(7) - 1 })).toEqual([sweptSince]);
    expect(await shownAt({ madeMs: days(20) }, { sweptSince })).toEqual([ago(days(20))]);
  });

  it('is when it was captured, if that was later, or if its owner supplied it', async () => {
    const seenLater = { madeMs: 48 * HOUR_MS, seenMs: 3 * HOUR_MS };
    expect(await shownAt(seenLater)).toEqual([ago(3 * HOUR_MS)]);
    const supplied = { madeMs: 48 * HOUR_MS, seenMs: 40 * HOUR_MS, isSupplied: true };
    expect(await shownAt(supplied)).toEqual([ago(40 * HOUR_MS)]);
  });
});
