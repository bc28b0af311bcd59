import { type TimeWindow } from '@app/domain';

import { CaptureStatement } from '../src/reconciliation/capture-statement';
import { HandedOver } from '../src/reconciliation/handed-over';
import { Reconciliation } from '../src/reconciliation/reconciliation';
import {
  type Difference,
  type ReconciliationReport,
} from '../src/reconciliation/reconciliation-report';
import { type DeliveryWorld } from './delivery-world';

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
