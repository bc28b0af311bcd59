import { Injectable } from '@nestjs/common';
import { PostArchive, type PostEntry } from '@app/archive';
import { type TaskFolder, type UploadedFile } from '@app/blob-export';
import { ExportConfig } from '@app/config';
import {
  AppError,
  type ConnectorJob,
  type DownloadTask,
  type FileBeside,
  type PostId,
} from '@app/domain';
import { pMapIterable } from 'p-map';

import { EntryConversion, type HeldFile } from './entry-conversion';
import { isFaultOfOnePost } from './fault-of-one-post';
import { entriesOfTask } from './task-entries';
import { TaskNotes } from './task-notes';

/** So many of them in a row are no accident of single posts. */
const SYSTEMIC_FAILURES = 10;

export interface ExportedItem {
  kind: 'exported';
  entry: PostEntry;
  file: UploadedFile;
  /** Media of the post that the archive held. */
  heldMedia: HeldFile[];
  /** Media of the post that the archive does not hold (yet), by file key. */
  missingMedia: string[];
  /** Media that stay in the archive, for the item would be too large with them. */
  mediaBeside: FileBeside[];
}

/** A post that cannot be made into an item: it stays in the archive as it is, and is named in the manifest. */
export interface ParkedItem {
  kind: 'parked';
  entry: PostEntry;
  reason: string;
}

/** Makes items of archived posts and uploads them. */
@Injectable()
export class ItemExport {
  constructor(
    private readonly posts: PostArchive,
    private readonly conversion: EntryConversion,
    private readonly config: ExportConfig,
    private readonly notes: TaskNotes,
  ) {}

  /**
   * Uploads every item of the task, a few at a time, and yields them in the order of the archive. Repeating it writes the same
   * blobs. Rejects with the AppError of archive or sink; a single post that cannot be read is `parked`, ten in a row reject.
   */
  async *exportAll(
    job: ConnectorJob,
    task: DownloadTask,
    folder: TaskFolder,
    signal: AbortSignal,
  ): AsyncGenerator<ExportedItem | ParkedItem> {
    const entries = entriesOfTask(this.posts, job.accountId, task, { toRead: true });
    // What is still being sent when one item has failed would go on beside the next try, and be in its way.
    const over = new AbortController();
    const held = AbortSignal.any([signal, over.signal]);
    const results = pMapIterable(entries, (entry) => this.exportOne(job, entry, folder, held), {
      concurrency: this.config.uploadConcurrency,
    });
    const noteProgress = this.notes.progressOf(task);
    let exported = 0;
    let parkedInARow = 0;
    try {
      for await (const result of results) {
        signal.throwIfAborted();
        parkedInARow = result.kind === 'parked' ? parkedInARow + 1 : 0;
        if (parkedInARow === SYSTEMIC_FAILURES) throw systemic(result.entry.postId);
        if (result.kind === 'exported') noteProgress(++exported);
        yield result;
      }
    } finally {
      over.abort();
    }
  }

  private async exportOne(
    job: ConnectorJob,
    entry: PostEntry,
    folder: TaskFolder,
    signal: AbortSignal,
  ): Promise<ExportedItem | ParkedItem> {
    try {
      const { fileName, content, ...media } = await this.conversion.item(job, entry);
      const file = await folder.put(fileName, content, { signal });
      return { kind: 'exported', entry, file, ...media };
    } catch (error) {
      if (!isFaultOfOnePost(error)) throw error;
      return { kind: 'parked', entry, reason: error.message };
    }
  }
}

function systemic(postId: PostId): AppError {
  return new AppError(
    'conversion.unreadable_post',
    `${SYSTEMIC_FAILURES} posts in a row cannot be delivered; the last was ${postId}. Nothing of the task is, until the archive or the reader of X's format is mended.`,
    { postId },
  );
}
