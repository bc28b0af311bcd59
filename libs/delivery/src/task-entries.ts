import { type PostArchive, type PostEntry } from '@app/archive';
import { type DownloadTask } from '@app/domain';

/**
 * What a task has to deliver: the newest version of every post of its window by ascending id, then of the posts named as dirty
 * that lie outside of it. A dirty id that is not in the archive is not the account's, or was never shown to us: left out.
 */
export async function* entriesOfTask(
  archive: PostArchive,
  accountId: string,
  task: DownloadTask,
): AsyncGenerator<PostEntry> {
  yield* newestVersions(archive.list(accountId, task.window));
  for (const postId of new Set(task.dirtyEntities)) {
    const newest = (await archive.find(accountId, postId)).at(-1);
    if (newest && !isWithin(newest, task)) yield newest;
  }
}

/** The last of each run of entries with one post id. */
async function* newestVersions(entries: AsyncIterable<PostEntry>): AsyncGenerator<PostEntry> {
  let newest: PostEntry | undefined;
  for await (const entry of entries) {
    if (newest && newest.postId !== entry.postId) yield newest;
    newest = entry;
  }
  if (newest) yield newest;
}

function isWithin({ createdAt }: PostEntry, { window }: DownloadTask): boolean {
  return createdAt >= window.start && createdAt <= window.end;
}
