import { setTimeout as delay } from 'node:timers/promises';

import { type ChaosPlan, type DatasetPlan } from './chaos-plan';
import { ChaosWorld } from './chaos-world';
import { type EndState } from './end-state';
import { type Met } from './faults';
import { isThrough, STALLED_MS } from './is-through';
import { type Surroundings } from './surroundings';
import { judge, type Verdict } from './verdict';

/** The account posts again this long after the start, at the latest. */
const LATE_MS = 600;
/** What comes twice, or is taken back, comes soon after: the next windows are asked for, and what failed is tried again. */
const SETTLE_MS = 2000;
/** Two years are asked for in so many days at a time. */
const WINDOW_DAYS = 300;

export interface ChaosResult extends Verdict {
  seed: number;
  /** By name. */
  faults: string[];
  ms: number;
}

/** Runs of the product under faults, each compared with the same posts left alone. */
export class ChaosRuns {
  /** Ends without faults, by dataset. */
  private readonly calm = new Map<string, EndState>();
  private count = 0;

  constructor(private readonly surroundings: Surroundings) {}

  async run(plan: ChaosPlan): Promise<ChaosResult> {
    const calm = await this.calmEnd(plan.dataset);
    const began = Date.now();
    const verdict = await this.inWorld(plan.dataset, (world) => runWith(world, plan, calm));
    const faults = plan.faults.map(({ name }) => name);
    return { seed: plan.seed, faults, ...verdict, ms: Date.now() - began };
  }

  private async calmEnd(dataset: DatasetPlan): Promise<EndState> {
    const key = JSON.stringify(dataset);
    const known = this.calm.get(key);
    if (known) return known;
    const end = await this.inWorld(dataset, async (world) => {
      await begin(world);
      if (!(await isThrough(world, new Date()))) throw new Error('Left alone, it stands still.');
      return world.end();
    });
    this.calm.set(key, end);
    return end;
  }

  private async inWorld<T>(
    dataset: DatasetPlan,
    act: (world: ChaosWorld) => Promise<T>,
  ): Promise<T> {
    const name = `run${++this.count}`;
    const world = await ChaosWorld.open(this.surroundings, { name, ...dataset });
    try {
      return await act(world);
    } finally {
      await world.close();
      this.surroundings.forget(name);
    }
  }
}

async function runWith(world: ChaosWorld, plan: ChaosPlan, calm: EndState): Promise<Verdict> {
  const met: Met[] = [];
  for (const fault of plan.faults) met.push(await fault.arm(world, plan.random));
  await begin(world);
  await delay(plan.random.whole(0, LATE_MS));
  const late = await postLate(world, plan.random.whole(1, 3));
  const since = new Date();
  const isThen = await isThrough(world, since);
  await delay(SETTLE_MS);
  // A file may have come meanwhile.
  const isDone = isThen && (await isThrough(world, since));
  const isMet = (await met[0]?.()) ?? false;
  const endsSas = plan.faults.some((fault) => fault.endsSas);
  const verdict = judge(calm, await world.end(), { late, isMet, endsSas });
  if (isDone) return verdict;
  const why = `stands still for ${STALLED_MS / 1000} s`;
  return { kind: 'unexplained', differences: [why, ...verdict.differences] };
}

/** Their texts, by id. */
async function postLate(world: ChaosWorld, count: number): Promise<Record<string, string>> {
  const late: Record<string, string> = {};
  for (let n = 1; n <= count; n += 1) {
    const text = `Late: ${n} of ${count} < \u{1f600} & "é"`;
    late[await world.control.say(text)] = text;
  }
  return late;
}

async function begin(world: ChaosWorld): Promise<void> {
  const { connectorUrl, control, place } = world;
  await control.startImport(place.jobId, 1, { windowDays: WINDOW_DAYS, connectorUrl });
  await world.begin();
}
