import { Injectable } from '@nestjs/common';
import { ManifestArchive } from '@app/archive';
import { type DeliveredItem, ItemSink } from '@app/blob-export';
import { type ConnectorJob, type DownloadTask, type PostId, sinkContext } from '@app/domain';
import { Sealer } from '@app/secrets';

import { CoverageGate, type CoverageStatement } from './coverage-gate';
import { ItemExport } from './item-export';
import { ManifestDraft } from './manifest';

/** What a task has put into its container, and what it could not. */
export interface Uploaded {
  delivered: DeliveredItem[];
  parked: { id: PostId; reason: string }[];
  /** How many media files stay in the archive for their size. */
  mediaBeside: number;
}

export type DeliveryResult =
  ({ kind: 'uploaded' } & Uploaded) | { kind: 'not-yet' } | { kind: 'waited-too-long' };

/** Serves one download task from the archive: everything but telling the Import service. */
@Injectable()
export class TaskDelivery {
  constructor(
    private readonly gate: CoverageGate,
    private readonly sealer: Sealer,
    private readonly sink: ItemSink,
    private readonly items: ItemExport,
    private readonly manifests: ManifestArchive,
  ) {}

  /**
   * Uploads the task's items and chains its manifest. Idempotent: after a crash anywhere, doing it again gives the same blobs and
   * the same manifest. Rejects with the AppError of archive, sink or secrets.
   */
  async deliver(
    job: ConnectorJob,
    task: DownloadTask,
    signal: AbortSignal,
  ): Promise<DeliveryResult> {
    const answer = await this.gate.check(job.accountId, task);
    if (answer.kind !== 'settled') return answer;
    const draft = await this.upload(job, task, answer.statement, signal);
    await this.manifests.append(job.jobId, draft.deliveryKey(), (previous) =>
      Buffer.from(JSON.stringify(draft.build(previous))),
    );
    const { parked } = draft;
    const delivered = deliveredItems(draft);
    return { kind: 'uploaded', delivered, parked, mediaBeside: draft.mediaBeside() };
  }

  private async upload(
    job: ConnectorJob,
    task: DownloadTask,
    statement: CoverageStatement,
    signal: AbortSignal,
  ): Promise<ManifestDraft> {
    const sasUri = await this.sealer.open(task.sealedSink, sinkContext(task));
    const folder = this.sink.open(sasUri, job.jobId, task.taskId);
    const draft = new ManifestDraft(job, task, statement);
    for await (const result of this.items.exportAll(job, task, folder, signal)) draft.add(result);
    return draft;
  }
}

function deliveredItems({ items }: ManifestDraft): DeliveredItem[] {
  return items.map(({ id, fileName, createdAt }) => ({
    id,
    fileName,
    modifiedAt: new Date(createdAt),
  }));
}
