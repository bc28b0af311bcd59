import { type UsageView } from '../../api/types';

/** The last tenth of a month's reads is for own posts alone. */
const OTHERS_END_AT = 0.9;

/** What the month's reads are still for: everything, own posts alone, or nothing. */
export function readsStand({ used, limit }: UsageView['reads']): 'open' | 'reserved' | 'spent' {
  if (limit === undefined) return 'open';
  if (used >= limit) return 'spent';
  return used >= Math.floor(limit * OTHERS_END_AT) ? 'reserved' : 'open';
}

/** Rounded down: nothing is used up before it is. */
export function percentOf(used: number, limit: number): number {
  return Math.floor((used / limit) * 100);
}
