import { AppError } from '@app/domain';
import { type ImportKey, type ImportStore, isPending, type SuppliedImport } from '@app/imports';
import { CrashPoint } from '@testing/domain';

/** Imports in memory. */
export class FakeImportStore implements ImportStore {
  private readonly imports = new Map<string, SuppliedImport>();

  constructor(private readonly crash = new CrashPoint()) {}

  async add(started: SuppliedImport): Promise<void> {
    await Promise.resolve();
    this.keep(started);
  }

  async change(
    key: ImportKey,
    next: (known: SuppliedImport) => SuppliedImport,
  ): Promise<SuppliedImport> {
    await Promise.resolve();
    this.crash.read();
    const known = this.imports.get(nameOf(key));
    if (!known) throw new AppError('import.unknown', 'There is no such import.');
    const changed = next(known);
    if (changed !== known) this.keep(changed);
    return changed;
  }

  async find(key: ImportKey): Promise<SuppliedImport | undefined> {
    await Promise.resolve();
    this.crash.read();
    return this.imports.get(nameOf(key));
  }

  async list(accountId: string): Promise<SuppliedImport[]> {
    await Promise.resolve();
    return [...this.imports.values()]
      .filter((each) => each.accountId === accountId)
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  }

  async listPending(): Promise<SuppliedImport[]> {
    await Promise.resolve();
    this.crash.read();
    return [...this.imports.values()]
      .filter(isPending)
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  }

  private keep(one: SuppliedImport): void {
    this.crash.write(() => this.imports.set(nameOf(one), one));
  }
}

function nameOf({ accountId, importId }: ImportKey): string {
  return JSON.stringify([accountId, importId]);
}
