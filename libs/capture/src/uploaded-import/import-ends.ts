import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Clock, type ImportReport, isAppError } from '@app/domain';
import { delayed, failed, finished, ImportStore, type SuppliedImport } from '@app/imports';

import { importFinished, importRefused } from './import-audit';

const actor = { kind: 'worker' } as const;

/**
 * How the run of an import ends: noted for the audit log first, then for the page. A crash in between has it noted twice, and never not
 * at all. What was cancelled meanwhile stays so.
 */
@Injectable()
export class ImportEnds {
  constructor(
    private readonly store: ImportStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** True while nobody has cancelled it. */
  async isWanted(one: SuppliedImport): Promise<boolean> {
    return (await this.store.find(one))?.state === 'running';
  }

  async finish(one: SuppliedImport, report: ImportReport): Promise<SuppliedImport> {
    const at = this.clock.now();
    if (await this.isWanted(one)) {
      await this.audit.append(importFinished(report, { actor, at, details: detailsOf(one) }));
    }
    return this.store.change(one, (known) => finished(known, report, at));
  }

  async fail(one: SuppliedImport, error: unknown): Promise<SuppliedImport> {
    const at = this.clock.now();
    const { accountId } = one;
    await this.audit.append(
      importRefused(error, { actor, at, details: detailsOf(one), accountId }),
    );
    return this.store.change(one, (known) => failed(known, failureOf(error), at));
  }

  delay(one: SuppliedImport, error: unknown): Promise<SuppliedImport> {
    return this.store.change(one, (known) => delayed(known, failureOf(error), this.clock.now()));
  }
}

function detailsOf({ importId, fileName }: SuppliedImport) {
  return { importId, fileName };
}

function failureOf(error: unknown): { code: string; message: string } {
  if (isAppError(error)) return { code: error.code, message: error.message };
  const message = 'Something went wrong here. It is in the log of the worker.';
  return { code: 'import.failed', message };
}
