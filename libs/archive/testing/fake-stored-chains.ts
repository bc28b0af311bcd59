import {
  type StoredBlob,
  type StoredChains,
  type StoredLink,
  sequenceKey,
  taskKey,
} from '@app/archive';
import { AppError } from '@app/domain';

import { type FakeManifestArchive } from './fake-manifest-archive';

/** The chains of a {@link FakeManifestArchive}, as they lie there. */
export class FakeStoredChains implements StoredChains {
  constructor(private readonly manifests: FakeManifestArchive) {}

  async *links(jobId: string): AsyncGenerator<StoredLink> {
    await Promise.resolve();
    const chain = this.manifests.chains.get(jobId) ?? [];
    const rows = chain.flatMap((link) => [
      { key: sequenceKey(link.sequence), link },
      { key: taskKey(link.taskId), link },
    ]);
    const head = chain.at(-1);
    if (head) yield { key: 'head', link: head };
    yield* rows.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  async *blobs(prefix: string): AsyncGenerator<StoredBlob> {
    await Promise.resolve();
    const names = [...this.manifests.blobs.keys()].filter((name) => name.startsWith(prefix));
    for (const name of names.sort()) {
      yield { name, bytes: this.manifests.blobs.get(name)?.length ?? 0 };
    }
  }

  async *folders(prefix: string): AsyncGenerator<string> {
    const blobs = await Array.fromAsync(this.blobs(prefix));
    const folders = blobs.flatMap(({ name }) => {
      const end = name.indexOf('/', prefix.length);
      return end < 0 ? [] : name.slice(0, end + 1);
    });
    yield* new Set(folders);
  }

  async open(name: string): Promise<AsyncIterable<Uint8Array>> {
    await Promise.resolve();
    const bytes = this.manifests.blobs.get(name);
    if (!bytes) throw new AppError('archive.not_found', 'There is no such blob.');
    return (async function* () {
      await Promise.resolve();
      yield bytes;
    })();
  }
}
