import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

import { type Random } from '../../../apps/sandbox/src/dataset/random';
import { type LocalProcess } from '../../local/local-process';
import { type ChaosWorld } from '../chaos-world';
import { startDoublingProxy } from '../doubling-proxy';
import { isThrough } from '../is-through';
import { type FaultKind } from './fault-kind';

/** Every run has more. */
const LATEST_ANSWER = 150;
/** Before most media are there. */
const LATEST_DISK_FULL = 30;
/** Longer than any lease of a run lasts. */
const STALL_MS = 8000;
const HOUR_MS = 3600_000;
/** Pictures fit, videos do not. */
const MOST_FILE_BYTES = 10_000;
const DISK_FULL_MS = 2500;

const run = promisify(execFile);

/** False when it did not happen after all. */
type Begin = (world: ChaosWorld, random: Random) => Promise<unknown>;

function ofProcess(name: string, does: string, begin: Begin): FaultKind {
  return {
    ...{ name, does, isOfProcess: true },
    arm(world, random) {
      let isMet = false;
      world.begin = async () => {
        isMet = (await begin(world, random)) !== false;
      };
      return () => isMet;
    },
  };
}

/** A worker of its own, to which something happens at some request to storage. */
function whileAtWork(
  name: string,
  does: string,
  happens: (worker: LocalProcess, world: ChaosWorld) => Promise<unknown>,
  latest = LATEST_ANSWER,
): FaultKind {
  return ofProcess(name, does, async (world, random) => {
    const moment = world.moments.after(random.whole(1, latest));
    const worker = await world.startWorkerProcess();
    await moment;
    return happens(worker, world);
  });
}

const workers = (name: string, count: number) =>
  ofProcess(name, `${count} workers at once`, async (world) => {
    await Promise.all(Array.from({ length: count }, () => world.startWorker()));
  });

const clockJump = (name: string, does: string, ms: number): FaultKind => ({
  ...{ name, does },
  arm(world, random) {
    let isMet = false;
    void world.moments.after(random.whole(1, LATEST_ANSWER)).then(() => {
      world.clock.jump(ms);
      isMet = true;
    });
    return () => isMet;
  },
});

const doubledTasks: FaultKind = {
  name: 'same-task-twice',
  does: 'every task asked for twice at once, by two workers',
  isOfProcess: true,
  async arm(world) {
    const proxy = await startDoublingProxy(world.connectorUrl);
    world.endAfterwards(proxy);
    world.connectorUrl = proxy.url;
    world.begin = async () => {
      await Promise.all([world.startWorker(), world.startWorker()]);
    };
    return () => proxy.passed > 0;
  },
};

export const processFaults: FaultKind[] = [
  whileAtWork('kill', 'worker killed (SIGKILL), another goes on', async (worker, world) => {
    await worker.stop('SIGKILL');
    await world.startWorker();
  }),
  whileAtWork(
    'terminate',
    'worker asked to end (SIGTERM), another goes on',
    async (worker, world) => {
      const code = await worker.stop();
      if (code !== 0) throw worker.failure(`ended with ${code}`);
      await world.startWorker();
    },
  ),
  whileAtWork(
    'stall',
    'worker stands still (SIGSTOP) while another takes over, then goes on',
    async (worker, world) => {
      worker.child.kill('SIGSTOP');
      await world.startWorker();
      await delay(STALL_MS);
      worker.child.kill('SIGCONT');
    },
  ),
  {
    needsLargeFiles: true,
    ...whileAtWork(
      'disk-full',
      'no room for temporary files, until another worker has some',
      async (worker, world) => {
        let isFull = false;
        worker.onLine = (line) => (isFull ||= line.includes('EFBIG'));
        await run('prlimit', ['--pid', `${worker.child.pid}`, `--fsize=${MOST_FILE_BYTES}`]);
        await delay(DISK_FULL_MS);
        await worker.stop();
        await world.startWorker();
        return isFull;
      },
      LATEST_DISK_FULL,
    ),
  },
  ofProcess('media-late', 'no file to be had until all items are delivered', async (world) => {
    const noFiles = { target: 'media', kind: 'status', status: 503, times: 10_000 };
    await world.control.addFault(noFiles);
    await world.startWorker();
    const isMet = await isThrough(world, new Date());
    await world.control.clearFaults();
    // A file that was tried in vain rests for a while.
    world.clock.jump(HOUR_MS);
    return isMet;
  }),
  workers('two-workers', 2),
  workers('four-workers', 4),
  doubledTasks,
  clockJump('clock-forward', "the workers' clock two hours on", 2 * HOUR_MS),
  clockJump(
    'clock-back',
    "the workers' clock an hour back, right again when all wait for it",
    -HOUR_MS,
  ),
];
