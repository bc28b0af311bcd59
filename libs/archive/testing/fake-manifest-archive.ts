import { Readable } from 'node:stream';
import {
  checkedBytes,
  type LinkSignature,
  type ManifestArchive,
  type ManifestLink,
  sha256Hex,
  signedTextOf,
} from '@app/archive';
import { AppError } from '@app/domain';
import { CrashPoint } from '@testing/domain';

/** Manifests in memory. */
export class FakeManifestArchive implements ManifestArchive {
  readonly chains = new Map<string, ManifestLink[]>();
  readonly blobs = new Map<string, Uint8Array>();

  constructor(private readonly crash = new CrashPoint()) {}

  async append(
    jobId: string,
    taskId: string,
    build: (previous: ManifestLink | undefined) => AsyncIterable<Uint8Array>,
    sign?: (text: string) => Promise<LinkSignature>,
  ): Promise<ManifestLink> {
    await Promise.resolve();
    const chain = this.chains.get(jobId) ?? [];
    const existing = chain.find((link) => link.taskId === taskId);
    if (existing) return existing;
    const bytes = Buffer.concat(await Array.fromAsync(build(chain.at(-1))));
    const sha256 = sha256Hex(bytes);
    const folder = `manifests/${encodeURIComponent(jobId)}`;
    const name = `${folder}/${encodeURIComponent(taskId)}.${sha256.slice(0, 8)}.json`;
    const unsigned = { sequence: chain.length + 1, taskId, name, sha256 };
    const signature = await sign?.(signedTextOf(jobId, unsigned));
    const link = { ...unsigned, ...(signature && { signature }) };
    if ((this.chains.get(jobId) ?? []).length > chain.length)
      return this.append(jobId, taskId, build, sign);
    this.crash.write(() => this.blobs.set(name, bytes));
    this.crash.write(() => this.chains.set(jobId, [...chain, link]));
    return link;
  }

  async *list(jobId: string): AsyncGenerator<ManifestLink> {
    await Promise.resolve();
    yield* this.chains.get(jobId) ?? [];
  }

  listStartingWith(jobId: string, prefix: string): Promise<ManifestLink[]> {
    const chain = this.chains.get(jobId) ?? [];
    return Promise.resolve(chain.filter(({ taskId }) => taskId.startsWith(prefix)));
  }

  async read(link: ManifestLink): Promise<Uint8Array> {
    return Buffer.concat(await Array.fromAsync(await this.open(link)));
  }

  async open({ name, sha256 }: ManifestLink): Promise<AsyncIterable<Uint8Array>> {
    await Promise.resolve();
    const bytes = this.blobs.get(name);
    if (!bytes) throw new AppError('archive.not_found', 'There is no such manifest.');
    const halves = [bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)];
    return checkedBytes(
      Readable.from(halves),
      sha256,
      () => new AppError('archive.corrupt', 'The manifest is not what was stored.'),
    );
  }
}
