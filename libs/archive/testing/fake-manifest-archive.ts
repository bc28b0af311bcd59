import { type ManifestArchive, type ManifestLink, sha256Hex } from '@app/archive';
import { AppError } from '@app/domain';
import { CrashPoint } from '@testing/domain';

/** Manifests in memory. */
export class FakeManifestArchive implements ManifestArchive {
  readonly chains = new Map<string, ManifestLink[]>();
  private readonly bytes = new Map<string, Uint8Array>();

  constructor(private readonly crash = new CrashPoint()) {}

  async append(
    jobId: string,
    taskId: string,
    build: (previous: ManifestLink | undefined) => Uint8Array,
  ): Promise<ManifestLink> {
    await Promise.resolve();
    const chain = this.chains.get(jobId) ?? [];
    const existing = chain.find((link) => link.taskId === taskId);
    if (existing) return existing;
    const bytes = build(chain.at(-1));
    const sha256 = sha256Hex(bytes);
    const name = `manifests/${jobId}/${taskId}.${sha256.slice(0, 8)}.json`;
    const link = { sequence: chain.length + 1, taskId, name, sha256 };
    this.crash.write(() => this.bytes.set(name, bytes));
    this.crash.write(() => this.chains.set(jobId, [...chain, link]));
    return link;
  }

  async *list(jobId: string): AsyncGenerator<ManifestLink> {
    await Promise.resolve();
    yield* this.chains.get(jobId) ?? [];
  }

  async read({ name, sha256 }: ManifestLink): Promise<Uint8Array> {
    await Promise.resolve();
    const bytes = this.bytes.get(name);
    if (!bytes) throw new AppError('archive.not_found', 'There is no such manifest.');
    if (sha256Hex(bytes) === sha256) return bytes;
    throw new AppError('archive.corrupt', 'The manifest is not what was stored.');
  }
}
