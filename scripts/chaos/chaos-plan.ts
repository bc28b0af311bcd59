import { Random } from '../../apps/sandbox/src/dataset/random';
import { type FaultKind } from './faults';

/** So many different accounts: each is run without faults once, to be compared with. */
const DATASETS = 4;
/** Four to seven pages. */
const POSTS: readonly [number, number] = [14, 26];
const PAGE_SIZE = 4;
const SMALL_BYTES = 20_000;
/** More than the product keeps in memory: it has them in a file. */
const LARGE_BYTES = 300_000;
const MOST_FAULTS = 3;

export interface DatasetPlan {
  seed: number;
  posts: number;
  pageSize: number;
  leastVideoBytes: number;
}

export interface ChaosPlan {
  seed: number;
  dataset: DatasetPlan;
  /** The first one is what the run is about. */
  faults: FaultKind[];
  /** Chooses every moment. */
  random: Random;
}

/** What happens in the run of a seed; the same for the same faults to choose from. */
export function planOf(seed: number, kinds: readonly FaultKind[]): ChaosPlan {
  const random = new Random(seed);
  const first = kinds[seed % kinds.length];
  if (!first) throw new RangeError('no faults to choose from');
  const besides = kinds.filter(({ isOfProcess = false }) => !isOfProcess);
  const count = besides.length === 0 ? 0 : random.whole(0, MOST_FAULTS - 1);
  const others = Array.from({ length: count }, () => random.pick(besides));
  const faults = [...new Set([first, ...others])];
  const leastVideoBytes = first.needsLargeFiles ? LARGE_BYTES : SMALL_BYTES;
  const dataset = { ...datasetOf(1 + random.whole(0, DATASETS - 1)), leastVideoBytes };
  return { seed, dataset, faults, random };
}

function datasetOf(seed: number): Omit<DatasetPlan, 'leastVideoBytes'> {
  return { seed, posts: new Random(seed).whole(...POSTS), pageSize: PAGE_SIZE };
}
