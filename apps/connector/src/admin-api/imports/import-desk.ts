import { Injectable } from '@nestjs/common';
import { type Actor, AppError, Clock } from '@app/domain';
import {
  cancelled,
  ImportFiles,
  type ImportKey,
  ImportStore,
  queuedAgain,
  type SuppliedImport,
} from '@app/imports';

import { AuditTrail } from '../../audit/audit-trail';
import { Accounts } from '../accounts/accounts';
import { type ImportView, type ImportsView, viewOfImport } from './import.view';

/** Where imports are looked at, cancelled and tried again. */
@Injectable()
export class ImportDesk {
  constructor(
    private readonly accounts: Accounts,
    private readonly store: ImportStore,
    private readonly files: ImportFiles,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Rejects with `accounts.unknown`. */
  async list(accountId: string): Promise<ImportsView> {
    await this.accounts.get(accountId);
    const imports = await this.store.list(accountId);
    return { imports: await Promise.all(imports.map((one) => this.view(one))) };
  }

  /** Rejects with `import.unknown`. */
  async show(key: ImportKey): Promise<ImportView> {
    return this.view(await this.find(key));
  }

  /** Its upload, or the import itself: a worker stops within a page; what is archived stays. Rejects with `import.ended`. */
  async cancel(key: ImportKey, caller: Actor): Promise<ImportView> {
    const one = await this.store.change(key, (known) => cancelled(known, this.clock.now()));
    await this.note(one, 'import.cancelled', caller);
    return this.view(one);
  }

  /** One that has failed, without another upload; noted first, as it cannot be done again. Rejects with `import.ended`. */
  async retry(key: ImportKey, caller: Actor): Promise<ImportView> {
    const again = (known: SuppliedImport) => queuedAgain(known, this.clock.now());
    await this.note(again(await this.find(key)), 'import.retried', caller);
    return this.view(await this.store.change(key, again));
  }

  /** The list of what could not be read. Rejects with `import.unknown` when there is none, too. */
  async openProblems(key: ImportKey): Promise<AsyncIterable<Uint8Array>> {
    const bytes = await this.files.openProblems(await this.find(key));
    if (bytes) return bytes;
    throw new AppError('import.unknown', 'There is no list yet: the import was not begun.');
  }

  private note(
    { accountId, importId, fileName }: SuppliedImport,
    action: 'import.cancelled' | 'import.retried',
    caller: Actor,
  ): Promise<void> {
    return this.audit.done(caller, action, accountId, { importId, fileName });
  }

  private async view(one: SuppliedImport): Promise<ImportView> {
    if (one.state !== 'uploading') return viewOfImport(one);
    return viewOfImport(one, await this.files.countBlocks(one));
  }

  private async find(key: ImportKey): Promise<SuppliedImport> {
    const one = await this.store.find(key);
    if (one) return one;
    throw new AppError('import.unknown', 'There is no such import. Load the page anew.');
  }
}
