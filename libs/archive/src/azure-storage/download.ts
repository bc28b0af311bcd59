import { buffer } from 'node:stream/consumers';
import { type ContainerClient } from '@azure/storage-blob';
import { eachInStorage, hasStatus } from '@app/azure';
import { AppError } from '@app/domain';

/** All bytes of a blob, in one request: `downloadToBuffer` would ask for its length first. Rejects with `archive.not_found`, or as storage says. */
export function download(container: ContainerClient, name: string): Promise<Buffer> {
  return found(name, async () => {
    const { readableStreamBody } = await container.getBlobClient(name).download();
    return readableStreamBody ? buffer(readableStreamBody) : Buffer.alloc(0);
  });
}

/** A blob's bytes as they come. Rejects as {@link download}. */
export async function stream(
  container: ContainerClient,
  name: string,
): Promise<AsyncIterable<Uint8Array>> {
  const { readableStreamBody } = await found(name, () => container.getBlobClient(name).download());
  const bytes = (readableStreamBody ?? []) as AsyncIterable<Uint8Array>;
  return eachInStorage('archive', () => bytes);
}

async function found<T>(name: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!hasStatus(error, 404)) throw error;
    throw new AppError('archive.not_found', `The archive has no blob ${name}.`, { name });
  }
}
