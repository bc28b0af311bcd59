import { createHash } from 'node:crypto';
import { type ManifestLink, type Spooled } from '@app/archive';
import { type ConnectorJob, type DownloadTask, type FileBeside, itemIdOfEntry } from '@app/domain';

import { type CoverageStatement } from './coverage-gate';
import { type HeldFile } from './entry-conversion';
import { type ExportedItem, type ParkedItem } from './item-export';

/** What was handed over for one task. Times are ISO 8601 UTC, hashes SHA-256 in hex. */
export interface Manifest {
  schemaVersion: 1;
  jobId: string;
  taskId: string;
  accountId: string;
  window: { start: string; end: string };
  dirtyEntities: string[];
  coverage: CoverageStatement;
  counts: Record<'items' | 'bytes' | 'parked' | 'missingMedia' | 'mediaBeside', number>;
  countsByKind: Record<string, number>;
  items: ManifestItem[];
  /** By the ids that their items would have. */
  parked: { id: string; reason: string }[];
  /** The manifest before this one in the job's chain; null for the first. */
  previous: { sequence: number; sha256: string } | null;
}

export interface ManifestItem {
  /** X's id of what it is about: with `version` it is found in the archive. The item's own id is in the name of its file. */
  id: string;
  fileName: string;
  bytes: number;
  sha256: string;
  version: string;
  createdAt: string;
  /** Its files that the archive held then: they prove what is there now. Manifests of before have none. */
  heldMedia?: HeldFile[];
  missingMedia?: string[];
  mediaBeside?: FileBeside[];
}

/** The task whose delivery a {@link ManifestDraft.deliveryKey} names; `undefined` when it is none. */
export function taskOfDelivery(key: string): string | undefined {
  const ending = /\.[0-9a-f]{8}$/.exec(key);
  return ending ? key.slice(0, ending.index) : undefined;
}

/** What a delivery did, in the order it is told. Keeps sums and the parked posts; the rows of items go through. */
export class ManifestDraft {
  readonly counts = { items: 0, bytes: 0, parked: 0, missingMedia: 0, mediaBeside: 0 };
  readonly parked: Manifest['parked'] = [];
  private readonly countsByKind: Record<string, number> = {};
  private readonly digest = createHash('sha256');

  constructor(
    private readonly job: ConnectorJob,
    private readonly task: DownloadTask,
    private readonly coverage: CoverageStatement,
  ) {}

  /** The text of the manifest's list of items. */
  async *rowsOf(results: AsyncIterable<ExportedItem | ParkedItem>): AsyncGenerator<Uint8Array> {
    for await (const result of results) {
      const comma = this.counts.items > 0 ? ',' : '';
      if (result.kind === 'parked') this.park(result);
      else yield Buffer.from(comma + this.count(result));
    }
  }

  /** The same delivery has the same key; one that handed over something else has another. */
  deliveryKey(): string {
    return `${this.task.taskId}.${this.digest.copy().digest('hex').slice(0, 8)}`;
  }

  /** The bytes of the whole manifest, with the list that {@link rowsOf} gave. */
  async *write(rows: Spooled, previous: ManifestLink | undefined): AsyncGenerator<Uint8Array> {
    const end: Pick<Manifest, 'parked' | 'previous'> = {
      parked: this.parked,
      previous: previous ? { sequence: previous.sequence, sha256: previous.sha256 } : null,
    };
    yield Buffer.from(`${JSON.stringify(this.head()).slice(0, -1)},"items":[`);
    yield* rows.open();
    yield Buffer.from(`],${JSON.stringify(end).slice(1)}`);
  }

  private park({ entry, reason }: ParkedItem): void {
    const row = { id: itemIdOfEntry(entry), reason };
    this.counts.parked += 1;
    this.parked.push(row);
    this.digest.update(JSON.stringify(row));
  }

  private count({ entry, file, heldMedia, missingMedia, mediaBeside }: ExportedItem): string {
    const { counts, countsByKind } = this;
    counts.items += 1;
    counts.bytes += file.bytes;
    counts.missingMedia += missingMedia.length;
    counts.mediaBeside += mediaBeside.length;
    countsByKind[entry.kind] = (countsByKind[entry.kind] ?? 0) + 1;
    const row: ManifestItem = {
      id: entry.postId,
      ...file,
      version: entry.version,
      createdAt: entry.createdAt.toISOString(),
      ...(heldMedia.length > 0 && { heldMedia }),
      ...(missingMedia.length > 0 && { missingMedia }),
      ...(mediaBeside.length > 0 && { mediaBeside }),
    };
    const text = JSON.stringify(row);
    this.digest.update(text);
    return text;
  }

  private head(): Omit<Manifest, 'items' | 'parked' | 'previous'> {
    const { jobId, accountId } = this.job;
    const { taskId, window, dirtyEntities } = this.task;
    return {
      schemaVersion: 1,
      jobId,
      taskId,
      accountId,
      window: { start: window.start.toISOString(), end: window.end.toISOString() },
      dirtyEntities,
      coverage: this.coverage,
      counts: this.counts,
      countsByKind: this.countsByKind,
    };
  }
}
