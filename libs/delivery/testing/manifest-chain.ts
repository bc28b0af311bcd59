import { type ManifestLink } from '@app/archive';
import { type Json, type JsonObject } from '@app/domain';
import { type Signer, StoredKeySigner } from '@app/secrets';
import { FakeManifestArchive, FakeStoredChains } from '@testing/archive';
import { FakeSecretStore } from '@testing/secrets';

import { type ChainAnchor } from '../src/verification/chain-anchor';
import { Findings } from '../src/verification/finding';
import { type ChainReading, type LostOf, ManifestCheck } from '../src/verification/manifest-check';
import { publicKeysOf } from '../src/verification/public-keys';

const counts = { items: 2, bytes: 30, parked: 1 };
const content = { items: [{ bytes: 10 }, { bytes: 20 }], parked: [{ id: '9' }] };

/** A job's chain, in which anything may be wrong. */
export class ManifestChain {
  constructor(
    private readonly jobId = 'job',
    readonly manifests = new FakeManifestArchive(),
    readonly signer: Signer = new StoredKeySigner(new FakeSecretStore()),
  ) {}

  /** Manifests as they should be, but for what is changed. */
  static async of(...changes: JsonObject[]): Promise<ManifestChain> {
    const chain = new ManifestChain();
    for (const [i, changed] of changes.entries()) await chain.append(`task${i + 1}`, changed);
    return chain;
  }

  append(taskId: string, changed: JsonObject = {}, isSigned = true): Promise<ManifestLink> {
    const { jobId } = this;
    const write = async function* (previous?: ManifestLink) {
      await Promise.resolve();
      const last = previous ? { sequence: previous.sequence, sha256: previous.sha256 } : null;
      const about = { jobId, taskId, accountId: '7', counts };
      const fields: Json = { ...about, ...content, previous: last, ...changed };
      yield Buffer.from(JSON.stringify(fields));
    };
    const sign = isSigned ? (text: string) => this.signer.sign(text) : undefined;
    return this.manifests.append(jobId, `${taskId}.0123abcd`, write, sign);
  }

  get links(): ManifestLink[] {
    return this.manifests.chains.get(this.jobId) ?? [];
  }

  change(sequence: number, changes: Partial<ManifestLink>): void {
    const changed = this.links.map((link) =>
      link.sequence === sequence ? { ...link, ...changes } : link,
    );
    this.manifests.chains.set(this.jobId, changed);
  }

  async check(
    { lostOf, ...reading }: ChainReading & { lostOf?: LostOf } = {},
    chains = new FakeStoredChains(this.manifests),
    anchors: ChainAnchor[] = [],
  ) {
    const findings = new Findings();
    const keys = publicKeysOf([(await this.signer.publicKey()) ?? []].flat());
    const check = new ManifestCheck(chains, findings, { jobId: this.jobId, keys, anchors, lostOf });
    const last = await check.run(reading);
    const { manifests, items, unsigned } = check;
    const said = findings.told.map(({ name, what }) => [name, what]);
    return { said, last, numbers: { manifests, items, unsigned } };
  }
}
