import {
  isDue,
  isRemovedFile,
  type LateFile,
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
  /** By account and file key: the items that lack it, and when that was noted, counted. */
  private readonly lacking = new Map<string, Map<string, string>>();
  /** By account and file key: when it was noted that it came, counted. */
  private readonly come = new Map<string, string>();
  private notes = 0;

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
    if (known) this.crash.write(() => this.noteCome(`${accountId}/${fileKey}`));
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
      this.crash.write(() => this.lackingOf(key).set(itemId, `${++this.notes}`));
      if (this.entries.get(key)?.state === 'stored') this.crash.write(() => this.noteCome(key));
    }
    return Promise.resolve();
  }

  listLate(accountId: string, limit: number): Promise<LateFile[]> {
    const found: LateFile[] = [];
    let left = limit;
    for (const [key, revision] of this.come) {
      if (found.length === limit || left === 0) break;
      if (!key.startsWith(`${accountId}/`) || this.entries.get(key)?.state !== 'stored') continue;
      const items = [...this.lackingOf(key)]
        .map(([itemId, noted]) => ({ itemId, revision: noted }))
        .sort((a, b) => (a.itemId < b.itemId ? -1 : 1))
        .slice(0, left);
      left -= items.length;
      found.push({ fileKey: key.slice(accountId.length + 1), revision, items });
    }
    return Promise.resolve(found);
  }

  forgetLate(accountId: string, files: readonly LateFile[]): Promise<void> {
    for (const { fileKey, revision, items } of files) {
      const key = `${accountId}/${fileKey}`;
      const lacking = this.lackingOf(key);
      for (const { itemId, revision: noted } of items)
        if (lacking.get(itemId) === noted) this.crash.write(() => lacking.delete(itemId));
      if (lacking.size === 0 && this.come.get(key) === revision)
        this.crash.write(() => this.come.delete(key));
    }
    return Promise.resolve();
  }

  private lackingOf(key: string): Map<string, string> {
    const lacking = this.lacking.get(key) ?? new Map<string, string>();
    this.lacking.set(key, lacking);
    return lacking;
  }

  private noteCome(key: string): void {
    this.come.set(key, `${++this.notes}`);
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
