import { type Absence, EDITABLE_MS, type Recheck } from '@app/archive';
import { type DeliveryWorld, march, reconciled } from '@testing/delivery';

import { addsUp } from './reconciliation-report';

const { hour, idAt, postAt, world: aWorld } = march;
const DAY = { start: hour(0), end: new Date(hour(24).getTime() - 1) };
const NONE = { posts: 0, shown: 0, deleted: 0, hidden: 0, unknown: 0, removed: 0 };

/** What looking again has come to. */
async function saveRecheck(world: DeliveryWorld, of: Partial<Recheck>): Promise<void> {
  const { state, revision } = await world.states.load('7', 'deletions');
  const none = { overlapAt: hour(0), sweptAt: hour(0), editsUpTo: idAt(0) };
  const recheck = { ...none, late: 0, changed: 0, deleted: 0, ...of };
  await world.states.save('7', { ...state, recheck }, revision, 'deletions');
}

async function miss(world: DeliveryWorld, n: number, state: Absence['state']): Promise<void> {
  const times = { shownAt: hour(9), missedAt: hour(9), lookedAt: hour(9) };
  const absence: Absence = { postId: idAt(n), state, reason: 'hidden', detail: 'No.', ...times };
  await world.absences.save('7', absence);
}

/** Of one post, which was archived then. */
async function atSource(
  recheck: Partial<Recheck> | undefined,
  {
    madeAt = 5,
    seenAt = 9,
    isSupplied = false,
    state,
  }: Partial<{
    madeAt: number;
    seenAt: number;
    isSupplied: boolean;
    state: Absence['state'];
  }> = {},
) {
  const world = await aWorld();
  await (isSupplied ? world.supply(postAt(madeAt)) : world.archive(postAt(madeAt)));
  const { entries } = world.posts;
  for (const [key, entry] of entries) entries.set(key, { ...entry, capturedAt: hour(seenAt) });
  if (state) await miss(world, madeAt, state);
  if (recheck) await saveRecheck(world, recheck);
  const { report } = await reconciled(world, DAY);
  expect(addsUp(report)).toBe(true);
  return report.atSource;
}

describe('what is known of a post at X', () => {
  const swept = { sweptSince: hour(10), sweptFrom: idAt(1) };
  const shown = { ...NONE, posts: 1, shown: 1, shownAt: hour(10) };
  const unknown = { ...NONE, posts: 1, unknown: 1 };
  const newest = 10 - EDITABLE_MS / 3600_000;

  it.each([
    ['was there when the last whole sweep began', {}],
    ['is as new as it looks up', { madeAt: newest - 0.01 }],
    ['was hidden once', { state: 'shown-again' }],
  ] as const)('is that it is shown, if it %s', async (_, post) => {
    expect(await atSource(swept, post)).toEqual(shown);
  });

  it.each([
    ['is older than what the last sweep looks up', swept, { madeAt: 1 }],
    ['is newer', swept, { madeAt: newest }],
    ['was archived since', swept, { seenAt: 10 }],
    ['was supplied by its owner, nobody knows when', swept, { isSupplied: true }],
    ['was missed once', swept, { state: 'suspected' }],
    ['was never looked for', undefined, {}],
    ['is looked for by a sweep that is not over', { sweepBegunAt: hour(10) }, {}],
    ['is of a sweep of which nobody knows how far it went', { sweptSince: hour(10) }, {}],
  ] as const)('is nothing, if it %s', async (_, recheck, post) => {
    expect(await atSource(recheck, post)).toEqual(unknown);
  });

  it('is what was found of any of its versions', async () => {
    const world = await aWorld();
    await world.archive(postAt(5));
    const { entries } = world.posts;
    for (const [key, entry] of entries) entries.set(key, { ...entry, capturedAt: hour(9) });
    await world.archive(postAt(5, 'edited'));
    await saveRecheck(world, swept);
    expect((await reconciled(world, DAY)).report.atSource).toEqual(shown);
  });

  it('is nothing that a sweep says which ends while it is looked at', async () => {
    const world = await aWorld(5);
    const list = world.absences.list.bind(world.absences);
    world.absences.list = async (accountId) => {
      const absences = await list(accountId);
      await saveRecheck(world, { ...swept, sweptSince: world.clock.now() });
      return absences;
    };
    expect((await reconciled(world, DAY)).report.atSource).toEqual(unknown);
  });

  it('is said of each, whatever has become of its versions', async () => {
    const world = await aWorld(1, 2, 3, 4, 5);
    world.clock.advance(1000);
    await world.archive(postAt(1, 'edited'));
    const [shownAt, missedAt, removedAt] = [hour(30), hour(40), hour(41)];
    const removal = { policy: 'purge', state: 'done', begunAt: hour(41), at: removedAt } as const;
    const states = ['deleted', 'hidden', 'suspected', 'shown-again'] as const;
    for (const [i, state] of states.entries()) {
      const absence = { postId: idAt(i + 1), state, detail: 'No.', shownAt, missedAt };
      const more = state === 'deleted' ? { removal } : {};
      await world.absences.save('7', { ...absence, reason: 'hidden', lookedAt: missedAt, ...more });
    }
    await world.absences.save('7', {
      ...{ postId: idAt(30), state: 'deleted', reason: 'deleted', detail: 'No.' },
      ...{ shownAt, missedAt, lookedAt: missedAt },
    });
    await world.ask({ window: { start: hour(0), end: hour(1) } });
    await world.consume();
    const { report } = await reconciled(world, DAY);
    expect(report.atSource).toEqual({
      ...NONE,
      posts: 5,
      unknown: 3,
      deleted: 1,
      hidden: 1,
      removed: 1,
    });
    expect(report.notShown).toEqual([
      {
        ...{ state: 'deleted', id: idAt(1), kind: 'post', createdAt: hour(1), shownAt, missedAt },
        ...{ removedAt, policy: 'purge' },
      },
      { state: 'hidden', id: idAt(2), kind: 'post', createdAt: hour(2), shownAt, missedAt },
    ]);
    expect(addsUp(report)).toBe(true);
    expect(report.counts).toMatchObject({ collected: 6, archived: 1, excluded: 1 });
  });
});
