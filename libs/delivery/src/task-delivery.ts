import { Injectable } from '@nestjs/common';
import { type ManifestLink, spool } from '@app/archive';
import { type DeliveredItem, ItemSink, type TaskFolder } from '@app/blob-export';
import { type ConnectorJob, type DownloadTask, sinkContext } from '@app/domain';
import { itemIdOfFile } from '@app/message-conversion';
import { Sealer } from '@app/secrets';
import { z } from 'zod';

import { type CoverageStatement } from './coverage-gate';
import { inBlocks } from './in-blocks';
import { ItemExport } from './item-export';
import { type Manifest, ManifestDraft } from './manifest';
import { manifestItems } from './manifest-parts';
import { SignedManifests } from './signed-manifests';

const deliveredSchema = z.object({
  fileName: z.string(),
  createdAt: z.coerce.date(),
});
const lackingSchema = z.object({
  fileName: z.string(),
  missingMedia: z.array(z.string()).default([]),
});

/** An item that was put without files of it. */
export interface PutWithout {
  itemId: string;
  fileKeys: string[];
}

/** What a task has put into its container, and what it could not. */
export interface Uploaded extends Pick<Manifest, 'counts' | 'parked'> {
  /** Read from the manifest, each time. */
  delivered: () => AsyncIterable<DeliveredItem>;
  /** Likewise. */
  lacking: () => AsyncIterable<PutWithout>;
}

/** Serves one download task from the archive: everything but telling the Import service. */
@Injectable()
export class TaskDelivery {
  constructor(
    private readonly sealer: Sealer,
    private readonly sink: ItemSink,
    private readonly items: ItemExport,
    private readonly manifests: SignedManifests,
  ) {}

  /**
   * Uploads the task's items and chains its manifest. Idempotent: after a crash anywhere, doing it again gives the same blobs and
   * the same manifest. `statement` says of the window that capture has settled it. `onPut` is told before each item is put. Rejects with
   * the AppError of archive, sink or secrets.
   */
  async deliver(
    job: ConnectorJob,
    task: DownloadTask,
    statement: CoverageStatement,
    signal: AbortSignal,
    onPut: () => void = () => undefined,
  ): Promise<Uploaded> {
    const draft = new ManifestDraft(job, task, statement);
    const folder = await this.open(task, onPut);
    const results = this.items.exportAll(job, task, folder, signal);
    const link = await spool(inBlocks(draft.rowsOf(results)), (rows) =>
      this.manifests.append(job.jobId, draft.deliveryKey(), (previous) =>
        draft.write(rows, previous),
      ),
    );
    const { counts, parked } = draft;
    const delivered = () => this.deliveredItems(link);
    return { counts, parked, delivered, lacking: () => this.lackingItems(link) };
  }

  private async open(task: DownloadTask, onPut: () => void): Promise<TaskFolder> {
    const sasUri = await this.sealer.open(task.sealedSink, sinkContext(task));
    const folder = this.sink.open(sasUri, task.jobId, task.taskId);
    return {
      put: (...put) => {
        onPut();
        return folder.put(...put);
      },
    };
  }

  private async *deliveredItems(link: ManifestLink): AsyncGenerator<DeliveredItem> {
    const items = manifestItems(await this.manifests.open(link), deliveredSchema);
    for await (const { fileName, createdAt } of items) {
      yield { id: itemIdOfFile(fileName), fileName, modifiedAt: createdAt };
    }
  }

  private async *lackingItems(link: ManifestLink): AsyncGenerator<PutWithout> {
    const items = manifestItems(await this.manifests.open(link), lackingSchema);
    for await (const { fileName, missingMedia: fileKeys } of items) {
      if (fileKeys.length > 0) yield { itemId: itemIdOfFile(fileName), fileKeys };
    }
  }
}
