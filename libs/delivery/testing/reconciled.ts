import { firstIdAt, type PostId, type TimeWindow } from '@app/domain';
import { aRawPost } from '@testing/domain';

import { CaptureStatement } from '../src/reconciliation/capture-statement';
import { HandedOver } from '../src/reconciliation/handed-over';
import { Reconciliation } from '../src/reconciliation/reconciliation';
import {
  type Difference,
  type ReconciliationReport,
} from '../src/reconciliation/reconciliation-report';
import { DeliveryWorld } from './delivery-world';

const hour = (n: number) => new Date(Date.UTC(2025, 2, 1) + n * 3600_000);
const idAt = (n: number): PostId => firstIdAt(hour(n));
const postAt = (n: number, text = 'text') =>
  aRawPost({ id: idAt(n), created_at: hour(n).toISOString(), text });

/** Hours of March 2025, posts of theirs, and a world with those of some. */
export const march = {
  ...{ hour, idAt, postAt },
  async world(...hours: number[]): Promise<DeliveryWorld> {
    const world = await DeliveryWorld.open();
    await world.archive(...hours.map((n) => postAt(n)));
    await world.cover('2025-03-05T00:00:00Z');
    world.clock.advance(1000);
    return world;
  },
};

export function reconciliationOf(world: DeliveryWorld): Reconciliation {
  const { jobs, posts, parked, tasks, manifests, states, choices, absences, media } = world;
  const handedOver = new HandedOver(tasks, manifests);
  const statement = new CaptureStatement(states, choices, posts, absences, media);
  return new Reconciliation(jobs, posts, parked, handedOver, statement);
}

/** The account of a world, reconciled. */
export async function reconciled(
  world: DeliveryWorld,
  window: TimeWindow,
): Promise<{ differences: Difference[]; report: ReconciliationReport }> {
  const run = reconciliationOf(world).run({ accountId: '7', window });
  const differences: Difference[] = [];
  for (;;) {
    const { done, value } = await run.next();
    if (done) return { differences, report: value };
    differences.push(value);
  }
}
