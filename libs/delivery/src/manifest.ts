import { createHash } from 'node:crypto';
import { type ManifestLink } from '@app/archive';
import { type ConnectorJob, type DownloadTask, type FileBeside } from '@app/domain';

import { type CoverageStatement } from './coverage-gate';
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
  parked: { id: string; reason: string }[];
  /** The manifest before this one in the job's chain; null for the first. */
  previous: { sequence: number; sha256: string } | null;
}

export interface ManifestItem {
  id: string;
  fileName: string;
  bytes: number;
  sha256: string;
  version: string;
  createdAt: string;
  missingMedia?: string[];
  mediaBeside?: FileBeside[];
}

/** Does {@link ManifestDraft.deliveryKey} name a delivery of this task? */
export function isDeliveryOf(key: string, taskId: string): boolean {
  return key.startsWith(`${taskId}.`) && /^[0-9a-f]{8}$/.test(key.slice(taskId.length + 1));
}

/** Gathers what a delivery did, in the order it is given; some 330 bytes of memory an item. */
export class ManifestDraft {
  readonly items: ManifestItem[] = [];
  readonly parked: { id: string; reason: string }[] = [];
  private readonly countsByKind: Record<string, number> = {};
  private readonly digest = createHash('sha256');

  constructor(
    private readonly job: ConnectorJob,
    private readonly task: DownloadTask,
    private readonly coverage: CoverageStatement,
  ) {}

  add(result: ExportedItem | ParkedItem): void {
    const { entry } = result;
    if (result.kind === 'parked') {
      this.note(this.parked, { id: entry.postId, reason: result.reason });
      return;
    }
    this.countsByKind[entry.kind] = (this.countsByKind[entry.kind] ?? 0) + 1;
    this.note(this.items, {
      id: entry.postId,
      ...result.file,
      version: entry.version,
      createdAt: entry.createdAt.toISOString(),
      ...(result.missingMedia.length > 0 && { missingMedia: result.missingMedia }),
      ...(result.mediaBeside.length > 0 && { mediaBeside: result.mediaBeside }),
    });
  }

  /** The same delivery has the same key; one that handed over something else has another. */
  deliveryKey(): string {
    return `${this.task.taskId}.${this.digest.copy().digest('hex').slice(0, 8)}`;
  }

  /** Hashed one by one: the text of all of them is made once, for the manifest itself. */
  private note<T>(list: T[], row: T): void {
    list.push(row);
    this.digest.update(JSON.stringify(row));
  }

  mediaBeside(): number {
    return this.items.reduce((n, item) => n + (item.mediaBeside?.length ?? 0), 0);
  }

  build(previous: ManifestLink | undefined): Manifest {
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
      counts: {
        items: this.items.length,
        bytes: this.items.reduce((sum, item) => sum + item.bytes, 0),
        parked: this.parked.length,
        missingMedia: this.items.reduce((n, item) => n + (item.missingMedia?.length ?? 0), 0),
        mediaBeside: this.mediaBeside(),
      },
      countsByKind: this.countsByKind,
      items: this.items,
      parked: this.parked,
      previous: previous ? { sequence: previous.sequence, sha256: previous.sha256 } : null,
    };
  }
}
