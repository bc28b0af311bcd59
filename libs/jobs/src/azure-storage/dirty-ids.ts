import { createHash } from 'node:crypto';
import { hasStatus, joinJson, splitJson, type StorageClients } from '@app/azure';
import { AppError, type DownloadTask } from '@app/domain';
import { z } from 'zod';

/** Of the 1 MiB a row takes, which counts two bytes for each character: the rest is for the sealed sink, and more than it needs. */
const MOST_IN_ROW = 400_000;
const CONTAINER = 'tasks';
const idsSchema = z.array(z.string());

/** Where a row has the ids: in properties of its own, or, when they are too many, in a blob it names. */
const columnsSchema = z.looseObject({ dirtyBlob: z.string().optional() });

/** Builds that know of no such blob find no ids in the row then, and refuse it as damaged. */
export function dirtyColumns({
  jobId,
  dirtyEntities,
}: Pick<DownloadTask, 'jobId' | 'dirtyEntities'>): Record<string, string> {
  const text = JSON.stringify(dirtyEntities);
  return text.length <= MOST_IN_ROW
    ? splitJson('dirtyEntities', dirtyEntities)
    : { dirtyBlob: blobName(jobId, text) };
}

/** Puts the ids where {@link dirtyColumns} says they are, unless that is the row. Before the row: it never points at nothing. */
export async function storeDirtyIds(storage: StorageClients, task: DownloadTask): Promise<void> {
  const { dirtyBlob } = dirtyColumns(task);
  if (dirtyBlob === undefined) return;
  const text = JSON.stringify(task.dirtyEntities);
  const container = await storage.container(CONTAINER);
  const blob = container.getBlockBlobClient(dirtyBlob);
  await blob.upload(text, Buffer.byteLength(text));
}

/** The ids of a row. Rejects with `storage.damaged` when their blob is gone, or is another. */
export async function readDirtyIds(
  storage: StorageClients,
  row: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const { dirtyBlob } = columnsSchema.parse(row);
  if (dirtyBlob === undefined) return idsSchema.parse(joinJson('dirtyEntities', row));
  const text = await download(storage, dirtyBlob);
  if (!dirtyBlob.endsWith(hashed(text))) throw damagedBlob(dirtyBlob);
  return idsSchema.parse(JSON.parse(text));
}

/** Whether there are any; no blob is read for it. */
export function hasDirtyIds(row: Readonly<Record<string, unknown>>): boolean {
  const { dirtyBlob } = columnsSchema.parse(row);
  return dirtyBlob !== undefined || idsSchema.parse(joinJson('dirtyEntities', row)).length > 0;
}

async function download(storage: StorageClients, name: string): Promise<string> {
  const container = await storage.container(CONTAINER);
  try {
    return (await container.getBlobClient(name).downloadToBuffer()).toString();
  } catch (error) {
    if (!hasStatus(error, 404)) throw error;
    throw damagedBlob(name);
  }
}

function blobName(jobId: string, text: string): string {
  return `${encodeURIComponent(jobId)}/${hashed(text)}`;
}

function hashed(text: string): string {
  return `${createHash('sha256').update(text).digest('hex')}.json`;
}

function damagedBlob(name: string): AppError {
  return new AppError(
    'storage.damaged',
    'The item ids a task is to deliver again are gone, or are others. Put the blob back.',
    { container: CONTAINER, name },
  );
}
