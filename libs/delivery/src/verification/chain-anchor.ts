import { type ManifestLink } from '@app/archive';

/** A link of a job's chain of manifests as it was noted elsewhere: what was there then must be there for ever. */
export interface ChainAnchor {
  jobId: string;
  sequence: number;
  /** Of the manifest's bytes. */
  sha256: string;
}

/** Does a chain still hold what was noted of it? */
export class AnchorCheck {
  private readonly notMet: Set<ChainAnchor>;

  constructor(anchors: readonly ChainAnchor[]) {
    this.notMet = new Set(anchors);
  }

  /** What is wrong with a link of the chain. */
  faultOf({ sequence, sha256 }: ManifestLink): string | undefined {
    const noted = [...this.notMet].filter((anchor) => anchor.sequence === sequence);
    noted.forEach((anchor) => this.notMet.delete(anchor));
    const other = noted.find((anchor) => anchor.sha256 !== sha256);
    return other && `is not the one that was noted: that has the SHA-256 ${other.sha256}`;
  }

  /** What is wrong with the whole, once all links are seen. */
  faultOfEnd(last: ManifestLink | undefined): string | undefined {
    const [farthest] = [...this.notMet].sort((a, b) => b.sequence - a.sequence);
    if (!farthest) return undefined;
    const { sequence, sha256 } = farthest;
    return `ends with number ${last?.sequence ?? 0}, but number ${sequence} (${sha256}) was noted: the end of the chain was cut off`;
  }
}
