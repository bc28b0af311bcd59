import { type AuditLog } from '@app/audit';
import { importFinished, importRefused } from '@app/capture';
import { type Clock, type ImportReport } from '@app/domain';

import { operator } from '../local/operator';

interface Audited {
  audit: AuditLog;
  clock: Clock;
  fileName: string;
  /** Those it may be of; with one alone, every event names it. */
  accountIds: readonly string[];
  /** Aborted when whoever started it stops it. */
  signal: AbortSignal;
}

/** Runs an import by command; it leaves the audit events that an uploaded one leaves. */
export async function audited(
  { audit, clock, fileName, accountIds, signal }: Audited,
  run: () => Promise<ImportReport>,
): Promise<ImportReport> {
  const actor = operator('import');
  const details = { fileName };
  const noted = () => ({ at: clock.now(), actor, details });
  const accountId = accountIds.length === 1 ? accountIds[0] : undefined;
  const done = { result: 'done', ...(accountId !== undefined && { subject: accountId }) } as const;
  await audit.append({ ...noted(), ...done, action: 'import.requested' });
  const report = await run().catch(async (error: unknown) => {
    await audit.append(
      signal.aborted
        ? { ...noted(), ...done, action: 'import.cancelled' }
        : importRefused(error, { ...noted(), accountId }),
    );
    throw error;
  });
  await audit.append(importFinished(report, noted()));
  return report;
}
