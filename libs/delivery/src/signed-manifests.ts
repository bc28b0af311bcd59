import { Injectable } from '@nestjs/common';
import { ManifestArchive, type ManifestLink } from '@app/archive';
import { Signer } from '@app/secrets';

/** The chains of manifests, each link signed. */
@Injectable()
export class SignedManifests {
  constructor(
    private readonly archive: ManifestArchive,
    private readonly signer: Signer,
  ) {}

  /** As ManifestArchive does it. */
  append(
    jobId: string,
    deliveryKey: string,
    build: (previous: ManifestLink | undefined) => AsyncIterable<Uint8Array>,
  ): Promise<ManifestLink> {
    return this.archive.append(jobId, deliveryKey, build, (text) => this.signer.sign(text));
  }

  open(link: ManifestLink): Promise<AsyncIterable<Uint8Array>> {
    return this.archive.open(link);
  }
}
