import { type ContainerClient } from '@azure/storage-blob';
import { hasStatus } from '@app/azure';
import { AppError } from '@app/domain';

/** All bytes of a blob. Rejects with `archive.not_found`, or as storage says. */
export async function download(container: ContainerClient, name: string): Promise<Buffer> {
  try {
    return await container.getBlobClient(name).downloadToBuffer();
  } catch (error) {
    if (!hasStatus(error, 404)) throw error;
    throw new AppError('archive.not_found', `The archive has no blob ${name}.`, { name });
  }
}
