import { createHash } from 'node:crypto';
import { type ManifestLink } from '@app/archive';
import { type ConnectorJob, type DownloadTask } from '@app/domain';

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
  counts: { items: number; bytes: number; parked: number; missingMedia: number };
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
}

/** Gathers what a delivery did, in the order it is given. */
export class ManifestDraft {
  private readonly items: ManifestItem[] = [];
  private readonly parked: { id: string; reason: string }[] = [];
  private readonly countsByKind: Record<string, number> = {};

  constructor(
    private readonly job: ConnectorJob,
    private readonly task: DownloadTask,
    private readonly coverage: CoverageStatement,
  ) {}

  add(result: ExportedItem | ParkedItem): void {
    const { entry } = result;
    if (result.kind === 'parked') {
      this.parked.push({ id: entry.postId, reason: result.reason });
      return;
    }
    this.countsByKind[entry.kind] = (this.countsByKind[entry.kind] ?? 0) + 1;
    this.items.push({
      id: entry.postId,
      ...result.file,
      version: entry.version,
      createdAt: entry.createdAt.toISOString(),
      ...(result.missingMedia.length > 0 && { missingMedia: result.missingMedia }),
    });
  }

  /** The same delivery has the same key; one that handed over something else has another. */
  deliveryKey(): string {
    const digest = createHash('sha256').update(JSON.stringify([this.items, this.parked]));
    return `${this.task.taskId}.${digest.digest('hex').slice(0, 8)}`;
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
      },
      countsByKind: this.countsByKind,
      items: this.items,
      parked: this.parked,
      previous: previous ? { sequence: previous.sequence, sha256: previous.sha256 } : null,
    };
  }
}
