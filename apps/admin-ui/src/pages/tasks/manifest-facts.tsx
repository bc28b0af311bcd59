import { Button } from '@fluentui/react-components';

import { addressOf, pathOf } from '../../api/api-client';
import { type TaskDetail } from '../../api/types';
import { formatBytes, formatNumber } from '../../format/format';
import { Facts } from '../../parts/facts';
import { texts } from '../../texts/texts';

const words = texts.tasks;

/** What was delivered, as the manifest has it, and its place in the job's chain. */
export function ManifestFacts({ of: { jobId, taskId, state, manifest } }: { of: TaskDetail }) {
  if (!manifest) {
    return (
      <section>
        <h2>{words.manifest}</h2>
        <p>{words.noManifest}</p>
      </section>
    );
  }
  const { sequence, sha256, counts, countsByKind, previous } = manifest;
  const kinds = Object.entries(countsByKind).map(
    ([kind, count]) => `${texts.kinds[kind] ?? kind} ${formatNumber(count)}`,
  );
  return (
    <section>
      <h2>{words.manifest}</h2>
      {state === 'handed-back' && <p>{words.maybeAccepted}</p>}
      <Facts
        of={[
          [words.sequence, String(sequence)],
          [words.sha256, <code key="sha256">{sha256}</code>],
          [words.previous, previous && <code>{`${previous.sequence} · ${previous.sha256}`}</code>],
          [words.items, formatNumber(counts.items)],
          [words.byKind, kinds.join(' · ') || texts.none],
          [words.bytes, formatBytes(counts.bytes)],
          [words.parked, formatNumber(counts.parked)],
          [words.missingMedia, formatNumber(counts.missingMedia)],
          [words.mediaBeside, formatNumber(counts.mediaBeside)],
        ]}
      />
      <Button as="a" href={addressOf(pathOf`tasks/${jobId}/${taskId}/manifest`)} download="">
        {words.download}
      </Button>
    </section>
  );
}
