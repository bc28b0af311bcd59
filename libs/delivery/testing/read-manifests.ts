import { sha256Hex } from '@app/archive';
import { type FakeManifestArchive } from '@testing/archive';

import { type Manifest } from '../src/manifest';

/** The manifests of a job in order. Throws when a link is missing, wrong, or not what the next one says. */
export async function readManifests(
  archive: FakeManifestArchive,
  jobId: string,
): Promise<Manifest[]> {
  const manifests: Manifest[] = [];
  let previous: Manifest['previous'] = null;
  for await (const link of archive.list(jobId)) {
    const bytes = await archive.read(link);
    const manifest = JSON.parse(Buffer.from(bytes).toString()) as Manifest;
    const isNext = link.sequence === manifests.length + 1 && link.sha256 === sha256Hex(bytes);
    const knowsPrevious = JSON.stringify(manifest.previous) === JSON.stringify(previous);
    if (!isNext || !knowsPrevious) throw new Error(`The chain breaks at ${link.sequence}.`);
    previous = { sequence: link.sequence, sha256: link.sha256 };
    manifests.push(manifest);
  }
  return manifests;
}
