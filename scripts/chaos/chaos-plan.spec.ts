import { planOf } from './chaos-plan';
import { faultKinds } from './faults';

const SEEDS = Array.from({ length: faultKinds.length }, (_, i) => i + 1);
const shown = (seed: number) => {
  const { random, ...plan } = planOf(seed, faultKinds);
  return { ...plan, next: random.next() };
};

describe('planOf', () => {
  it('is the same for the same seed', () => {
    expect(SEEDS.map(shown)).toEqual(SEEDS.map(shown));
  });

  it('is about each fault in turn, and has no fault twice', () => {
    const plans = SEEDS.map((seed) => planOf(seed, faultKinds).faults.map(({ name }) => name));
    expect(new Set(plans.map(([first]) => first)).size).toBe(faultKinds.length);
    expect(plans.every((names) => new Set(names).size === names.length)).toBe(true);
    expect(plans.some((names) => names.length > 1)).toBe(true);
  });

  it('has files for a full disk that are not kept in memory', () => {
    const plans = SEEDS.map((seed) => planOf(seed, faultKinds));
    const large = plans.filter(({ dataset }) => dataset.leastVideoBytes > 256 * 1024);
    expect(large.map(({ faults }) => faults[0]?.name)).toEqual(['disk-full']);
  });

  it('has a name for every fault', () => {
    expect(new Set(faultKinds.map(({ name }) => name)).size).toBe(faultKinds.length);
  });
});
