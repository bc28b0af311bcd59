import { type ImportKey, type SuppliedImport } from './supplied-import';

/** The imports of uploaded archives. Rejects with `import.unavailable`. */
export abstract class ImportStore {
  /** Keeps a new one. */
  abstract add(started: SuppliedImport): Promise<void>;

  /**
   * Keeps what `next` makes of an import as it is, and returns it; nothing that another changes meanwhile is lost: `next` is then asked
   * again. What `next` throws is passed on, and nothing changed. Rejects with `import.unknown`.
   */
  abstract change(
    key: ImportKey,
    next: (known: SuppliedImport) => SuppliedImport,
  ): Promise<SuppliedImport>;

  abstract find(key: ImportKey): Promise<SuppliedImport | undefined>;

  /** All of an account, the newest first. */
  abstract list(accountId: string): Promise<SuppliedImport[]>;

  /** Those of all accounts that a worker has something to do with (`isPending`), the oldest first. */
  abstract listPending(): Promise<SuppliedImport[]>;
}
