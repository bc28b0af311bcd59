import {
  type CapturedPage,
  DayCounts,
  encodePost,
  isPost,
  isRemovedFile,
  type PostEntry,
  type PostToSave,
  StoredArchive,
  type StoredBlob,
  type StoredFile,
  type StoredRemoval,
  type StoredRow,
  type VersionName,
} from '@app/archive';
import { type StorageClients } from '@app/azure';
import { AppError } from '@app/domain';

import { encodePage } from '../src/azure-storage/page-format';
import { COUNTS_KEY, partitionOf, rowKeyOf } from '../src/azure-storage/post-rows';
import { FakeMediaArchive } from './fake-media-archive';

/** What lies in an archive, in memory, to be spoilt at will; written as the real one writes it. */
export class FakeStoredArchive extends StoredArchive {
  /** All but media, by name. */
  readonly files = new Map<string, Uint8Array>();
  readonly media = new FakeMediaArchive();
  /** The index. */
  index: StoredRow[] = [];
  readonly notes: StoredRemoval[] = [];
  /** Those that are written while others read. */
  readonly lateNotes: StoredRemoval[] = [];
  /** What it was asked, in order. */
  readonly asked: string[] = [];

  constructor() {
    super({} as StorageClients);
  }

  async savePage(page: CapturedPage): Promise<string> {
    const { name, bytes } = await encodePage(page);
    this.files.set(name, bytes);
    return name;
  }

  savePosts(
    accountId: string,
    posts: readonly PostToSave[],
    seen: { pageName: string; at: Date },
  ): Promise<PostEntry[]> {
    const encoded = posts.map((post) => encodePost(accountId, post, seen));
    for (const { entry, bytes } of encoded) {
      this.files.set(entry.recordName, bytes);
      this.index.push({ partition: partitionOf(entry), key: rowKeyOf(entry), entry });
    }
    encoded.forEach(({ entry }) => this.count(partitionOf(entry)));
    return Promise.resolve(encoded.map(({ entry }) => entry));
  }

  /** Counts a month anew. */
  private count(partition: string): void {
    const counts = new DayCounts();
    for (const row of this.index) {
      if (row.partition === partition && row.entry) counts.add(row.entry);
    }
    this.index = this.index.filter((row) => row.partition !== partition || row.key !== COUNTS_KEY);
    this.index.push({ partition, key: COUNTS_KEY, counts: counts.list() });
  }

  private get blobsByName(): Map<string, Uint8Array> {
    const media = [...this.media.blobs].map(([path, bytes]): [string, Uint8Array] => [
      path.replace('/', '/media/'),
      bytes,
    ]);
    return new Map([...this.files, ...media]);
  }

  override async *blobs(prefix: string): AsyncGenerator<StoredBlob> {
    this.asked.push(`blobs ${prefix}`);
    await Promise.resolve();
    const found = [...this.blobsByName].filter(([name]) => name.startsWith(prefix));
    for (const [name, { length }] of found.sort(([a], [b]) => (a < b ? -1 : 1))) {
      yield { name, bytes: length };
    }
  }

  override async open(name: string): Promise<AsyncIterable<Uint8Array>> {
    this.asked.push(`open ${name}`);
    await Promise.resolve();
    const bytes = this.blobsByName.get(name);
    if (!bytes) throw new AppError('archive.not_found', 'There is no such blob.');
    return chunksOf(bytes);
  }

  override async *indexRows(accountId: string, month?: string): AsyncGenerator<StoredRow> {
    this.asked.push(['rows', accountId, month ?? []].flat().join(' '));
    await Promise.resolve();
    const path = ({ partition, key }: StoredRow) => `${partition}/${key}`;
    yield* this.index
      .filter(({ partition }) =>
        month === undefined ? partition.startsWith(`${accountId}_`) : partition === month,
      )
      .sort((a, b) => (path(a) < path(b) ? -1 : 1));
  }

  override hasRecordRow(partition: string, postId: string, recordName: string): Promise<boolean> {
    this.asked.push(`row ${partition} ${postId} ${recordName}`);
    const isIt = ({ partition: month, entry }: StoredRow) =>
      month === partition && entry?.postId === postId && entry.recordName === recordName;
    return Promise.resolve(this.index.some(isIt));
  }

  override hasVersion({ accountId, postId, version, createdAt }: VersionName): Promise<boolean> {
    this.asked.push(`version ${accountId} ${postId} ${version}`);
    const month = partitionOf({ accountId, createdAt });
    const isIt = ({ partition, entry }: StoredRow) =>
      partition === month && entry?.postId === postId && entry.version === version;
    return Promise.resolve(this.index.some(isIt));
  }

  override hasRowOf(accountId: string, postId: string): Promise<boolean> {
    this.asked.push(`row of ${accountId} ${postId}`);
    const isIt = ({ entry }: StoredRow) =>
      entry?.accountId === accountId && entry.postId === postId && isPost(entry);
    return Promise.resolve(this.index.some(isIt));
  }

  override async *storedMedia(accountId: string) {
    this.asked.push(`media ${accountId}`);
    await Promise.resolve();
    for (const [path, entry] of this.media.entries) {
      if (entry.state !== 'stored' || path !== `${accountId}/${entry.fileKey}`) continue;
      const { fileKey, sha256, bytes } = entry;
      yield { rowKey: fileKey, fileKey, sha256, bytes };
    }
  }

  override async *removedMedia(accountId: string): AsyncGenerator<string> {
    await Promise.resolve();
    for (const [path, entry] of this.media.entries) {
      if (path.startsWith(`${accountId}/`) && isRemovedFile(entry)) yield entry.fileKey;
    }
  }

  override mediumRow(accountId: string, fileKey: string): Promise<'none' | 'wrong' | StoredFile> {
    const entry = this.media.entries.get(`${accountId}/${fileKey}`);
    if (!entry) return Promise.resolve('none');
    if (entry.fileKey !== fileKey) return Promise.resolve('wrong');
    return Promise.resolve(entry.state === 'stored' ? { sha256: entry.sha256 } : {});
  }

  override async *removals(accountId: string): AsyncGenerator<StoredRemoval> {
    await Promise.resolve();
    yield* this.notes.filter(({ removal }) => (removal?.accountId ?? accountId) === accountId);
  }

  override removal(
    accountId: string,
    { name, is }: { name: string; is: string },
  ): Promise<StoredRemoval | undefined> {
    this.asked.push(`removal ${name} ${is}`);
    const isIt = ({ removal }: StoredRemoval) =>
      removal?.accountId === accountId && removal.name === name && removal.is === is;
    return Promise.resolve([...this.notes, ...this.lateNotes].find(isIt));
  }
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  const half = Math.ceil(bytes.length / 2);
  yield bytes.subarray(0, half);
  yield bytes.subarray(half);
}
