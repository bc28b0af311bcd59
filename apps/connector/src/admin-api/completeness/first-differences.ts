import { type Difference, type Reconciliation, type ReconciliationReport } from '@app/delivery';

/** A page of differences is for reading; all of them are in the file. */
const SHOWN = 200;

/** Runs a reconciliation to its end, and keeps as many differences as a page shows. */
export async function firstDifferences(
  run: ReturnType<Reconciliation['run']>,
): Promise<{ report: ReconciliationReport; differences: Difference[] }> {
  const differences: Difference[] = [];
  for (;;) {
    const { done, value } = await run.next();
    if (done) return { report: value, differences };
    if (differences.length < SHOWN) differences.push(value);
  }
}
