import { Injectable } from '@nestjs/common';
import {
  changeInStorage,
  inStorage,
  odataText,
  readEach,
  StorageClients,
  tableKey,
  unlessMissing,
} from '@app/azure';
import { AppError } from '@app/domain';

import { type ImportStore } from '../import-store';
import { type ImportKey, type SuppliedImport } from '../supplied-import';
import { importOf, keysOf, rowOf } from './import-rows';

/** One row per import in table `imports`. */
@Injectable()
export class AzureImportStore implements ImportStore {
  constructor(private readonly storage: StorageClients) {}

  add(started: SuppliedImport): Promise<void> {
    return inStorage('imports', async () => {
      await (await this.table()).createEntity(rowOf(started));
    });
  }

  change(key: ImportKey, next: (known: SuppliedImport) => SuppliedImport): Promise<SuppliedImport> {
    return changeInStorage('imports', async () => {
      const table = await this.table();
      const read = await this.read(key);
      if (!read) throw unknownImport(key);
      const changed = next(read.known);
      if (changed === read.known) return changed;
      await table.updateEntity(rowOf(changed), 'Replace', { etag: read.etag });
      return changed;
    });
  }

  find(key: ImportKey): Promise<SuppliedImport | undefined> {
    return inStorage('imports', async () => (await this.read(key))?.known);
  }

  async list(accountId: string): Promise<SuppliedImport[]> {
    const all = await this.query(`PartitionKey eq ${odataText(tableKey(accountId))}`);
    return all.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  }

  async listPending(): Promise<SuppliedImport[]> {
    const all = await this.query('pending eq true');
    return all.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  }

  private query(filter: string): Promise<SuppliedImport[]> {
    return inStorage('imports', async () => {
      const rows = (await this.table()).listEntities({ queryOptions: { filter } });
      return Array.fromAsync(readEach(rows, (row) => importOf(row).known));
    });
  }

  private async read(key: ImportKey) {
    const { partitionKey, rowKey } = keysOf(key);
    const table = await this.table();
    return unlessMissing(async () => importOf(await table.getEntity(partitionKey, rowKey)));
  }

  private table() {
    return this.storage.table('imports');
  }
}

function unknownImport({ importId }: ImportKey): AppError {
  return new AppError('import.unknown', 'There is no such import. Load the page anew.', {
    importId,
  });
}
