import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { CompletionStatus } from '@app/blob-export';
import { AppError, previousId } from '@app/domain';
import { DeliveryWorld, march, reconciled, reconciliationOf } from '@testing/delivery';
import { aJob } from '@testing/jobs';
import * as fc from 'fast-check';

import { addsUp, dispositions, isExplained } from './reconciliation-report';

const { hour, idAt, postAt, world: aWorld } = march;
const windowOf = (from: number, hours: number) => ({
  start: hour(from),
  end: new Date(hour(from + hours).getTime() - 1),
});
const DAY = windowOf(0, 24);

describe('a reconciliation', () => {
  it('finds everything archived that was handed over and accepted', async () => {
    const world = await aWorld(1, 2, 3);
    await world.ask({ window: DAY });
    await world.consume();
    const { report, differences } = await reconciled(world, DAY);
    expect(report.counts).toMatchObject({ collected: 3, archived: 3, unexplained: 0 });
    expect(report.byKind).toMatchObject({ post: { collected: 3, archived: 3 } });
    expect([differences, addsUp(report), isExplained(report)]).toEqual([[], true, true]);
  });

  it('leaves nothing on the disk when it is stopped', async () => {
    const world = await aWorld(1);
    await world.ask({ window: DAY });
    await world.consume();
    const own = async () =>
      (await readdir(tmpdir())).filter((name) => name.includes(`-${process.pid}-`)).sort();
    const before = await own();
    const signal = AbortSignal.abort(new Error('stopped'));
    const run = reconciliationOf(world).run({ accountId: '7', window: DAY, signal });
    await expect(run.next()).rejects.toBe(signal.reason);
    world.parked.idsOf = () => Promise.reject(new AppError('jobs.unavailable', 'no'));
    await expect(reconciled(world, DAY)).rejects.toMatchObject({ code: 'jobs.unavailable' });
    expect(await own()).toEqual(before);
  });

  it('says of each version that was not handed over why', async () => {
    const world = await aWorld(1, 2);
    await world.supply(postAt(1, 'as its owner has it'));
    world.clock.advance(1000);
    await world.archive(postAt(1, 'edited'));
    const unreadable = postAt(3);
    await world.archive({ ...unreadable, post: { ...unreadable.post, text: 7 } }, postAt(4));
    await world.archive(postAt(5), postAt(6));
    world.clock.advance(1000);
    await world.ask({ taskId: 'first', window: windowOf(0, 5) });
    await world.consume();
    world.clock.advance(1000);
    await world.archive(postAt(0));
    await world.ask({ taskId: 'second', window: windowOf(5, 1) });
    const { report, differences } = await reconciled(world, DAY);
    const said = differences.map(({ id, disposition, reason, task }) => [
      (Number(BigInt(id) >> 22n) + 1288834974657 - hour(0).getTime()) / 3600_000,
      `${disposition}: ${reason}`,
      task?.taskId,
    ]);
    expect(said).toEqual([
      [0, 'unprocessed: came-late', 'first'],
      [1, 'excluded: earlier-version', undefined],
      [1, 'duplicate: supplied-too', undefined],
      [3, 'failed: not-convertible', undefined],
      [5, 'unprocessed: task-waits', 'second'],
      [6, 'unprocessed: not-asked-for', undefined],
    ]);
    expect(report.counts).toEqual({
      ...{ collected: 9, archived: 3, duplicate: 1, failed: 1 },
      ...{ excluded: 1, unprocessed: 3, unexplained: 0 },
    });
    expect(addsUp(report)).toBe(true);
  });

  it('finds no fault in what the owner supplied later, in an archive that X made before', async () => {
    const world = await aWorld(1);
    const madeAt = world.clock.now();
    world.clock.advance(1000);
    await world.ask({ window: DAY });
    await world.consume();
    await world.supply(postAt(2));
    const { entries } = world.posts;
    for (const [key, entry] of entries) {
      if (entry.provenance) entries.set(key, { ...entry, capturedAt: madeAt });
    }
    const { report, differences } = await reconciled(world, DAY);
    expect(differences).toMatchObject([{ id: idAt(2), reason: 'came-late' }]);
    expect(isExplained(report)).toBe(true);
  });

  it('cannot explain what a manifest leaves out, or has and the archive has not', async () => {
    const world = await aWorld(1, 2);
    await world.ask({ window: DAY });
    await world.consume();
    const { entries } = world.posts;
    const [lost] = [...entries].filter(([, { postId }]) => postId === idAt(1));
    entries.delete(lost?.[0] ?? '');
    const list = world.posts.list.bind(world.posts);
    world.posts.list = async function* (accountId, window) {
      for await (const entry of list(accountId, window)) {
        yield { ...entry, version: 'another' };
      }
    };
    const { report, differences } = await reconciled(world, DAY);
    expect(differences).toMatchObject([
      { id: idAt(2), version: 'another', reason: 'not-in-manifest', task: { taskId: 'task' } },
      { id: idAt(1), reason: 'not-in-archive' },
      { id: idAt(2), reason: 'not-in-archive' },
    ]);
    expect([report.counts.unexplained, isExplained(report), addsUp(report)]).toEqual([
      3,
      false,
      true,
    ]);
  });

  it('tells what was handed back, what X does not list, and how much X counts', async () => {
    const world = await DeliveryWorld.open();
    await world.archive(postAt(20));
    await world.cover('2025-03-01T12:00:00Z', 'unreachable');
    await world.cover('2025-03-01T22:00:00Z', 'complete', '2025-03-01T12:00:00.001Z');
    const at = hour(23);
    const user = { id: '7', public_metrics: { tweet_count: 5 } };
    const profile = { user, at, pageName: 'page', isArchived: true };
    await world.states.save('7', { coverage: [], postsRead: 0, profile }, undefined, 'profile');
    await world.ask({ window: DAY });
    world.clock.advance(3600_001);
    await world.consume();
    const { report, differences } = await reconciled(world, DAY);
    expect(differences).toMatchObject([{ reason: 'task-handed-back', task: { taskId: 'task' } }]);
    expect(report).toMatchObject({
      gaps: [
        { stream: 'posts', state: 'unreachable', from: idAt(0) },
        { stream: 'posts', state: 'unread', to: previousId(idAt(24)) },
      ],
      source: { posts: 5, archivedVersions: 1, seenAt: at },
    });
  });

  it('says that the service may have what was handed back after it was told of all', async () => {
    const world = await aWorld(1);
    await world.ask({ window: DAY });
    world.reporter.onReport = () => {
      world.crash.dieAtWrite(1, 'before');
      world.reporter.onReport = () => undefined;
    };
    await world.consumeAnyhow();
    world.crash.restart();
    world.clock.advance(121_000);
    world.sink.failures = [new AppError('export.sas_expired', 'no')];
    expect(await world.consume()).toMatchObject({ kind: 'handed-back' });
    expect(world.told()).toEqual([CompletionStatus.Success, CompletionStatus.TemporaryFailure]);
    world.clock.advance(1000);
    await world.archive(postAt(2));
    const { report, differences } = await reconciled(world, DAY);
    expect(report.counts).toMatchObject({ archived: 0, unprocessed: 2 });
    expect(differences).toMatchObject([
      { id: idAt(1), reason: 'maybe-accepted', task: { taskId: 'task' } },
      { id: idAt(2), reason: 'task-handed-back', task: { taskId: 'task' } },
    ]);
    await world.ask({ taskId: 'again', window: DAY });
    await world.consume();
    expect((await reconciled(world, DAY)).report.counts).toMatchObject({ archived: 2 });
  });

  it('counts what a task of another time delivered by its id, and nothing else of that task', async () => {
    const world = await aWorld(1, 30);
    await world.ask({ window: windowOf(24, 24), dirtyEntities: [idAt(1)] });
    await world.consume();
    const { report, differences } = await reconciled(world, DAY);
    expect([report.counts.collected, report.counts.archived, differences]).toEqual([1, 1, []]);
  });

  it('counts nothing of a task that was not accepted yet', async () => {
    const world = await aWorld(1);
    await world.ask({ window: DAY });
    world.reporter.failures = [new AppError('export.completion_unavailable', 'no')];
    await world.consume();
    const { report, differences } = await reconciled(world, DAY);
    expect(report.counts).toMatchObject({ collected: 1, archived: 0, unprocessed: 1 });
    expect(differences).toMatchObject([{ reason: 'task-waits', task: { taskId: 'task' } }]);
  });

  it('goes over the ends of months, both ends of the time included', async () => {
    const days = [0, 31 * 24 - 1, 31 * 24, 61 * 24];
    const world = await aWorld(...days);
    await world.cover('2025-06-01T00:00:00Z');
    const window = { start: hour(0), end: hour(61 * 24) };
    await world.ask({ window });
    await world.consume();
    const { report } = await reconciled(world, window);
    expect(report.counts).toMatchObject({ collected: 4, archived: 4, unexplained: 0 });
  });

  it('counts what a deleted job of the account handed over, and nothing of other accounts', async () => {
    const world = await aWorld(1);
    await world.ask({ window: DAY });
    await world.consume();
    await world.jobs.save(aJob({ state: 'deleted' }));
    expect((await reconciled(world, DAY)).report.counts).toMatchObject({ archived: 1 });
    await world.jobs.save(aJob({ accountId: '8' }));
    const { report, differences } = await reconciled(world, DAY);
    expect(report.counts).toMatchObject({ collected: 1, archived: 0, unexplained: 0 });
    expect(differences).toMatchObject([{ reason: 'not-asked-for' }]);
  });

  it('adds up and explains everything, whatever was posted, asked for and left undone', async () => {
    const plan = fc.record({
      posts: fc.uniqueArray(
        fc.record({
          hour: fc.integer({ min: 0, max: 23 }),
          versions: fc.integer({ min: 1, max: 3 }),
          isReadable: fc.boolean(),
        }),
        { maxLength: 12, selector: (post) => post.hour },
      ),
      tasks: fc.array(
        fc.record({ from: fc.integer({ min: 0, max: 23 }), hours: fc.integer({ min: 1, max: 8 }) }),
        { maxLength: 5 },
      ),
      worked: fc.integer({ min: 0, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ posts, tasks, worked }) => {
        const world = await aWorld();
        for (const { hour: n, versions, isReadable } of posts) {
          for (let version = 0; version < versions; version++) {
            const raw = postAt(n, `version ${version}`);
            await world.archive(
              isReadable ? raw : { ...raw, post: { ...raw.post, text: version } },
            );
            world.clock.advance(1);
          }
        }
        world.clock.advance(1);
        for (const [i, { from, hours }] of tasks.entries()) {
          await world.ask({ taskId: `task ${i}`, window: windowOf(from, hours) });
        }
        for (let i = 0; i < worked; i++) await world.consume();
        const { report, differences } = await reconciled(world, DAY);
        const versions = posts.reduce((sum, post) => sum + post.versions, 0);
        expect(report.counts.collected).toBe(versions);
        expect([addsUp(report), isExplained(report)]).toEqual([true, true]);
        expect(differences).toHaveLength(versions - report.counts.archived);
        for (const each of dispositions.filter((name) => name !== 'archived')) {
          const ofIt = differences.filter(({ disposition }) => disposition === each);
          expect(ofIt).toHaveLength(report.counts[each]);
        }
        const accepted = world.reporter.accepted.flatMap(({ items }) => items.map(({ id }) => id));
        expect(report.counts.archived).toBe(new Set(accepted).size);
      }),
      { numRuns: 60 },
    );
  });
});
