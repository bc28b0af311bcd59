import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Clock } from '@app/domain';
import {
  cancelled,
  ImportFiles,
  type ImportKey,
  ImportStore,
  isAbandoned,
  type SuppliedImport,
  withoutZip,
  zipIsDue,
} from '@app/imports';

/** Ends uploads that nobody finishes, and removes zips that nobody needs any more. */
@Injectable()
export class UploadSweep {
  constructor(
    private readonly store: ImportStore,
    private readonly files: ImportFiles,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** True when there was something to do. Idempotent. What was listed may be hours old: it is read anew. */
  async tidy(key: ImportKey): Promise<boolean> {
    const one = await this.store.find(key);
    const now = this.clock.now();
    const known = one && isAbandoned(one, now) ? await this.giveUp(one, now) : one;
    if (!known || !zipIsDue(known, now)) return false;
    await this.files.removeZip(known);
    await this.store.change(known, (each) => (zipIsDue(each, now) ? withoutZip(each) : each));
    return true;
  }

  private async giveUp(one: SuppliedImport, at: Date): Promise<SuppliedImport> {
    const { accountId, importId, fileName } = one;
    const details = { importId, fileName, reason: 'The upload was not finished within two weeks.' };
    await this.audit.append({
      ...{ at, actor: { kind: 'worker' }, action: 'import.cancelled', subject: accountId },
      ...{ result: 'done', details },
    });
    return this.store.change(one, (known) =>
      isAbandoned(known, at) ? cancelled(known, at) : known,
    );
  }
}
