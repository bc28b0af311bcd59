import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, AppError, Clock } from '@app/domain';
import {
  blocksOf,
  checkBlock,
  ended,
  ImportFiles,
  type ImportKey,
  ImportStore,
  queued,
  type SuppliedImport,
  type UploadedFile,
} from '@app/imports';

import { AuditTrail } from '../../audit/audit-trail';
import { Accounts } from '../accounts/accounts';
import { type ImportView, viewOfImport } from './import.view';

/** Where an archive is uploaded, block by block. */
@Injectable()
export class UploadDesk {
  constructor(
    private readonly accounts: Accounts,
    private readonly store: ImportStore,
    private readonly files: ImportFiles,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Begins an upload, or goes on with one of the very same file. Rejects with `accounts.unknown`. */
  async begin(accountId: string, file: UploadedFile, caller: Actor): Promise<ImportView> {
    await this.accounts.get(accountId);
    const known = (await this.store.list(accountId)).find((one) => isUploadOf(one, file));
    if (known) return viewOfImport(known, await this.files.countBlocks(known));
    const { kind, id, name } = caller;
    const one: SuppliedImport = {
      ...{ accountId, importId: randomUUID(), state: 'uploading', attempts: 0 },
      ...{ fileName: printable(file.fileName), bytes: file.bytes, fingerprint: file.fingerprint },
      requestedBy: { kind, id, name },
      createdAt: this.clock.now(),
    };
    await this.store.add(one);
    return viewOfImport(one, 0);
  }

  /** An import that blocks may come for. Rejects with `import.unknown` or `import.ended`. */
  async awaitBlock(key: ImportKey): Promise<SuppliedImport> {
    const one = await this.find(key);
    if (one.state !== 'uploading') throw ended(one);
    return one;
  }

  /** Rejects with `import.wrong_block`. */
  async saveBlock(one: SuppliedImport, index: number, bytes: Uint8Array): Promise<void> {
    checkBlock(index, bytes.length, one.bytes);
    await this.files.saveBlock(one, index, bytes);
  }

  /** All blocks are there: a worker imports it. Done again, it changes nothing. Rejects with `import.incomplete` or `import.ended`. */
  async finish(key: ImportKey, caller: Actor): Promise<ImportView> {
    const one = await this.find(key);
    if (one.state === 'uploading') {
      const { accountId, importId, fileName, bytes } = one;
      await this.files.complete(one, { blocks: blocksOf(bytes), bytes });
      const details = { importId, fileName, bytes };
      await this.audit.done(caller, 'import.requested', accountId, details);
    }
    return viewOfImport(await this.store.change(one, (known) => queued(known, this.clock.now())));
  }

  private async find(key: ImportKey): Promise<SuppliedImport> {
    const one = await this.store.find(key);
    if (one) return one;
    throw new AppError('import.unknown', 'There is no such import. Load the page anew.');
  }
}

function isUploadOf(one: SuppliedImport, { fileName, bytes, fingerprint }: UploadedFile): boolean {
  const isSame = one.fileName === printable(fileName) && one.bytes === bytes;
  return one.state === 'uploading' && isSame && one.fingerprint === fingerprint;
}

function printable(name: string): string {
  return name.replace(/\p{C}/gu, '?');
}
