import { randomBytes } from 'node:crypto';
import { BlobServiceClient, ContainerSASPermissions } from '@azure/storage-blob';
import { ArchiveModule, CaptureStateStore, MediaArchive, PostArchive } from '@app/archive';
import { slice, StorageConfig } from '@app/config';
import { firstIdAt, lastIdAt, Secret } from '@app/domain';
import { aPostToSave } from '@testing/archive';

import { type Azurite } from '../scripts/local/azurite';
import { openModule } from '../test/support/open-module';

const SAVED_AT_ONCE = 1000;
const LENT_FOR_MS = 4 * 3600_000;

/** What is measured lies in here. */
export const month = {
  start: new Date('2025-03-01T00:00:00.000Z'),
  end: new Date('2025-03-31T23:59:59.999Z'),
};

/** The archive in this storage, to fill. */
export function openArchive({ connectionString }: Azurite) {
  const storage = slice(StorageConfig, {
    timeoutMs: 30_000,
    connectionString: new Secret(connectionString),
    ...{ blobUrl: undefined, queueUrl: undefined, tableUrl: undefined, namePrefix: '' },
  });
  return openModule(ArchiveModule, { slices: [storage] });
}

interface Filling {
  accountId: string;
  posts: number;
  /** Of the photo that each post has; none without. */
  photoBytes?: number;
}

/** Posts of the month, as captured: nothing of it is missing. */
export async function fill(
  archive: Awaited<ReturnType<typeof openArchive>>,
  { accountId, posts, photoBytes }: Filling,
): Promise<void> {
  const stepMs = (month.end.getTime() - month.start.getTime()) / posts;
  const seen = { pageName: 'page', at: month.start };
  for (let first = 0; first < posts; first += SAVED_AT_ONCE) {
    const numbers = Array.from(
      { length: Math.min(SAVED_AT_ONCE, posts - first) },
      (_, i) => first + i,
    );
    const some = numbers.map((n) => {
      const createdAt = new Date(month.start.getTime() + Math.floor(n * stepMs));
      const postId = String(BigInt(firstIdAt(createdAt)) + BigInt(n));
      const attached = photoBytes ? { attachments: { media_keys: [`3_${n}`] } } : {};
      const raw = { text: `Post number ${n} of this account, as long as posts are`, ...attached };
      const post = aPostToSave(accountId, { createdAt, postId, raw });
      const photo = {
        media_key: `3_${n}`,
        type: 'photo',
        url: `https://pbs.twimg.com/media/${n}.jpg`,
      };
      if (photoBytes) Object.assign(post.record.raw.includes, { media: [photo] });
      return post;
    });
    await archive.get(PostArchive).savePosts(accountId, some, seen);
    if (photoBytes) {
      for (const n of numbers) {
        const body = [randomBytes(photoBytes)];
        const file = { fileKey: `3_${n}.original`, contentType: 'image/jpeg', body: asyncly(body) };
        await archive.get(MediaArchive).save(accountId, file);
      }
    }
  }
  const coverage = [{ from: '1', to: lastIdAt(month.end), state: 'complete' as const, posts }];
  await archive.get(CaptureStateStore).save(accountId, { coverage, postsRead: posts }, undefined);
}

/** A container as the Import service lends it; it may be read here too. */
export async function lend({ connectionString }: Azurite, name = 'lent'): Promise<string> {
  const container =
    BlobServiceClient.fromConnectionString(connectionString).getContainerClient(name);
  await container.createIfNotExists();
  const permissions = ContainerSASPermissions.parse('racwl');
  return container.generateSasUrl({ permissions, expiresOn: new Date(Date.now() + LENT_FOR_MS) });
}

async function* asyncly<T>(values: readonly T[]): AsyncGenerator<T> {
  for (const value of values) yield await Promise.resolve(value);
}
