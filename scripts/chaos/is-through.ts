import { setTimeout as delay } from 'node:timers/promises';

import { datasetSize } from '../local/until-delivered';
import { type ChaosWorld } from './chaos-world';

const LOOK_MS = 150;
/** Whoever's clock was set back waits for it: what X showed is claimed only up to the earlier of X's clock and ours. */
const CLOCK_RIGHT_AFTER_MS = 10_000;
/** What has not moved for so long stands still; three tries of an upload that hangs are shorter, of a large file too. */
export const STALLED_MS = 240_000;

/** Has everything up to `since` been asked for, imported and noted as that, and again what lacked a file? Waits for it; what the product waits for itself is let pass at once. */
export async function isThrough(world: ChaosWorld, since: Date): Promise<boolean> {
  const size = datasetSize({ stats: await world.control.stats() });
  let [seen, movedAt] = ['', Date.now()];
  while (Date.now() - movedAt < STALLED_MS) {
    await world.skipRests();
    if (Date.now() - movedAt > CLOCK_RIGHT_AFTER_MS) world.clock.catchUp();
    const { settledUpTo, items } = await world.imported();
    const isAllThere = new Date(settledUpTo) >= since && items.imported >= size;
    if (isAllThere && !(await world.isAtWork())) return true;
    const progress = isAllThere ? 'all there' : `${settledUpTo} ${items.imported}`;
    if (progress !== seen) [seen, movedAt] = [progress, Date.now()];
    await delay(LOOK_MS);
  }
  return false;
}
