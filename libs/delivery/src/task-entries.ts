import { entriesOfItem, type ListOptions, type PostArchive, type PostEntry } from '@app/archive';
import { type DownloadTask, type TimeWindow, wholeSecond } from '@app/domain';

/**
 * What a task has to deliver: one version of every post and whatever else was captured of its window in the order of the archive,
 * then of the posts named as dirty that lie outside of it: the newest of X's API, and of what the owner supplied where X's API gave
 * none. A dirty id that is not in the archive is not the account's, or was never shown to us: left out.
 */
export async function* entriesOfTask(
  archive: PostArchive,
  accountId: string,
  task: DownloadTask,
  options?: ListOptions,
): AsyncGenerator<PostEntry> {
  yield* newestVersions(archive.list(accountId, inWholeSeconds(task.window), options));
  for (const itemId of new Set(task.dirtyEntities)) {
    const versions = await entriesOfItem(archive, accountId, itemId);
    const newest = theOneToDeliver(versions);
    if (newest && !isWithin(newest, task)) yield newest;
  }
}

/** Of versions of a post, by capture time, the last; but what X's API gave goes before what the account's owner supplied. */
export function theOneToDeliver(versions: readonly PostEntry[]): PostEntry | undefined {
  return versions.reduce<PostEntry | undefined>(
    (known, later) => (known && later.provenance && !known.provenance ? known : later),
    undefined,
  );
}

/** The one to deliver of each run of entries about one thing. */
export async function* newestVersions(
  entries: AsyncIterable<PostEntry>,
): AsyncGenerator<PostEntry> {
  for await (const versions of runsOfOne(entries)) {
    const newest = theOneToDeliver(versions);
    if (newest) yield newest;
  }
}

/** Entries about one thing, which lie together in the order of the archive. */
export async function* runsOfOne(entries: AsyncIterable<PostEntry>): AsyncGenerator<PostEntry[]> {
  let versions: PostEntry[] = [];
  for await (const entry of entries) {
    const [first] = versions;
    const isSame = first !== undefined && areOne(first, entry);
    if (first && !isSame) yield versions;
    versions = isSame ? [...versions, entry] : [entry];
  }
  if (versions.length > 0) yield versions;
}

/** Every change of a profile is something of its own. */
function areOne(a: PostEntry, b: PostEntry): boolean {
  return a.type === b.type && a.postId === b.postId && a.type !== 'profile';
}

function isWithin({ createdAt }: PostEntry, { window }: DownloadTask): boolean {
  const { start, end } = inWholeSeconds(window);
  return createdAt >= start && createdAt <= end;
}

/**
 * The same window for times in milliseconds. Posts have whole seconds, and a window may end a second before the next begins: what was
 * noticed in between belongs to the second it was noticed in.
 */
export function inWholeSeconds({ start, end }: TimeWindow): TimeWindow {
  return {
    start: wholeSecond(new Date(start.getTime() + 999)),
    end: new Date(wholeSecond(end).getTime() + 999),
  };
}
