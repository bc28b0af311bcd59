import { Injectable } from '@nestjs/common';
import { StoredChains } from '@app/archive';
import { TrustedKeys } from '@app/secrets';

import { type ChainAnchor } from './chain-anchor';
import { type Findings } from './finding';
import { type ChainReading, type LostOf, ManifestCheck } from './manifest-check';
import { type PublicKeys, publicKeysOf } from './public-keys';

export interface ChainRequest extends ChainReading {
  jobId: string;
  /** What was noted of this chain, or others. */
  anchors?: readonly ChainAnchor[];
  /** Those that prove manifests, as PEM; those this service signs and signed with unless told. */
  publicKeys?: readonly string[];
  /** Asked of each item of the manifests that are read. */
  lostOf?: LostOf;
}

export interface JobChecked {
  jobId: string;
  /** How many were read. */
  manifests: number;
  /** Of all: from before manifests were signed. */
  unsigned: number;
  /** Delivered by those that were read. */
  items: number;
  /** Where the chain ends; to be noted elsewhere. */
  head?: { sequence: number; sha256: string };
}

/** Reads a job's chain of manifests again. Rejects with `archive.unavailable`, as SecretStore does, or with the signal's reason. */
@Injectable()
export class ChainVerification {
  constructor(
    private readonly chains: StoredChains,
    private readonly keys: TrustedKeys,
  ) {}

  async run(request: ChainRequest, findings: Findings): Promise<JobChecked> {
    const { jobId, anchors = [], publicKeys, lostOf } = request;
    const noted = anchors.filter((anchor) => anchor.jobId === jobId);
    const keys = await this.keysOf(publicKeys);
    const of = { jobId, keys, anchors: noted, lostOf };
    const check = new ManifestCheck(this.chains, findings, of);
    const last = await check.run(request);
    const { manifests, unsigned, items } = check;
    const head = last && { sequence: last.sequence, sha256: last.sha256 };
    return { jobId, manifests, unsigned, items, ...(head && { head }) };
  }

  /** These, or those this service signs and signed with. Rejects as SecretStore does. */
  async keysOf(publicKeys?: readonly string[]): Promise<PublicKeys> {
    return publicKeysOf(publicKeys ?? (await this.keys.all()));
  }
}
