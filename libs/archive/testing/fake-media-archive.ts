import {
  isDue,
  isRemovedFile,
  type MediaArchive,
  type MediaEntry,
  type MissingMedia,
  sha256Hex,
  type StoredMedia,
} from '@app/archive';
import { AppError } from '@app/domain';
import { CrashPoint } from '@testing/domain';

/** Media in memory. */
export class FakeMediaArchive implements MediaArchive {
  readonly blobs = new Map<string, Uint8Array>();
  readonly entries = new Map<string, MediaEntry>();
  private readonly lackedBy = new Map<string, Set<string>>();
  private readonly outdated = new Set<string>();

  constructor(private readonly crash = new CrashPoint()) {}

  find(accountId: string, fileKeys: readonly string[]): Promise<Map<string, MediaEntry>> {
    const known = fileKeys.flatMap((fileKey) => {
      const entry = this.entries.get(`${accountId}/${fileKey}`);
      return entry ? [[fileKey, entry] as const] : [];
    });
    return Promise.resolve(new Map(known));
  }

  async save(
    accountId: string,
    { fileKey, contentType, body }: Parameters<MediaArchive['save']>[1],
  ): Promise<StoredMedia> {
    const bytes = Buffer.concat(await Array.fromAsync(body));
    const sha256 = sha256Hex(bytes);
    const entry: StoredMedia = {
      state: 'stored',
      fileKey,
      sha256,
      bytes: bytes.length,
      contentType,
    };
    this.crash.write(() => this.blobs.set(`${accountId}/${sha256}`, bytes));
    const known = this.entries.get(`${accountId}/${fileKey}`);
    if (known?.state === 'stored') return known;
    if (isRemovedFile(known)) return entry;
    if (this.lackedBy.has(`${accountId}/${fileKey}`))
      this.crash.write(() => this.addOutdated(accountId, fileKey));
    this.crash.write(() => this.entries.set(`${accountId}/${fileKey}`, entry));
    return entry;
  }

  markMissing(accountId: string, file: Parameters<MediaArchive['markMissing']>[1]): Promise<void> {
    const before = this.entries.get(`${accountId}/${file.fileKey}`);
    if (before?.state === 'stored' || isRemovedFile(before)) return Promise.resolve();
    const attempts = (before?.attempts ?? 0) + 1;
    this.crash.write(() =>
      this.entries.set(`${accountId}/${file.fileKey}`, { state: 'missing', ...file, attempts }),
    );
    return Promise.resolve();
  }

  async tryAnew(accountId: string, fileKeys: readonly string[]): Promise<void> {
    for (const [fileKey, entry] of await this.find(accountId, fileKeys)) {
      if (entry.state === 'stored' || entry.retry || isRemovedFile(entry)) continue;
      const again = { ...entry, retry: true, retryAt: undefined, attempts: 0 };
      this.crash.write(() => this.entries.set(`${accountId}/${fileKey}`, again));
    }
  }

  listToRetry(accountId: string, limit: number, now?: Date): Promise<MissingMedia[]> {
    const missing = [...this.entries]
      .filter(([key]) => key.startsWith(`${accountId}/`))
      .flatMap(([, entry]) => (entry.state === 'missing' && isDue(entry, now) ? [entry] : []));
    return Promise.resolve(missing.slice(0, limit));
  }

  noteLacking(accountId: string, itemId: string, fileKeys: readonly string[]): Promise<void> {
    for (const fileKey of fileKeys) {
      const key = `${accountId}/${fileKey}`;
      const known = this.entries.get(key);
      if (!known || isRemovedFile(known)) continue;
      this.crash.write(() => {
        this.lackedBy.set(key, (this.lackedBy.get(key) ?? new Set()).add(itemId));
        if (known.state === 'stored') this.addOutdated(accountId, fileKey);
      });
    }
    return Promise.resolve();
  }

  listOutdated(accountId: string, limit: number): Promise<string[]> {
    const keys = [...this.outdated].filter((key) => key.startsWith(`${accountId}/`));
    const itemIds = keys.map((key) => key.slice(accountId.length + 1)).sort();
    return Promise.resolve(itemIds.slice(0, limit));
  }

  forgetOutdated(accountId: string, itemIds: readonly string[]): Promise<void> {
    for (const itemId of itemIds)
      this.crash.write(() => this.outdated.delete(`${accountId}/${itemId}`));
    return Promise.resolve();
  }

  private addOutdated(accountId: string, fileKey: string): void {
    const itemIds = this.lackedBy.get(`${accountId}/${fileKey}`) ?? [];
    for (const itemId of itemIds) this.outdated.add(`${accountId}/${itemId}`);
    this.lackedBy.delete(`${accountId}/${fileKey}`);
  }

  open(accountId: string, sha256: string): Promise<AsyncIterable<Uint8Array>> {
    const bytes = this.blobs.get(`${accountId}/${sha256}`);
    if (!bytes) return Promise.reject(new AppError('archive.not_found', 'There is no such file.'));
    return Promise.resolve(
      (async function* () {
        await Promise.resolve();
        yield bytes;
      })(),
    );
  }
}
