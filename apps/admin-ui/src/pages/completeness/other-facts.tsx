import { type ReactNode } from 'react';

import { type CompletenessView } from '../../api/types';
import { formatNumber, formatTime } from '../../format/format';
import { Facts } from '../../parts/facts';
import { texts } from '../../texts/texts';
import { fileReasonText, gapName, listedOf } from './not-captured';

const words = texts.completeness;

/** What is known of what is not in the archive. */
export function OtherFacts({ of }: { of: CompletenessView }) {
  const { gaps, source } = of;
  const streams = [...new Set(gaps.map(({ stream }) => stream))];
  return (
    <Facts
      of={[
        [words.atSource, atSourceText(of)],
        ...(['deleted', 'hidden'] as const)
          .filter((state) => of.atSource[state] > 0)
          .map((state): [string, ReactNode] => [
            words.notShown[state],
            <NotShown key={state} of={of} state={state} />,
          ]),
        [words.files, filesText(of)],
        ...(['missing', 'late'] as const)
          .filter((state) => of.files[state] > 0)
          .map((state): [string, ReactNode] => [
            words.withoutFile[state],
            <WithoutFile key={state} of={of} state={state} />,
          ]),
        [words.source, source && sourceText(source)],
        ...streams.map((stream): [string, ReactNode] => [
          words.gap(gapName(stream)),
          <Gaps key={stream} of={gaps.filter((gap) => gap.stream === stream)} />,
        ]),
      ]}
    />
  );
}

function NotShown({ of, state }: { of: CompletenessView; state: 'deleted' | 'hidden' }) {
  const { listed, more } = listedOf(of.notShown, of.atSource, state);
  return (
    <ul className="plain">
      {listed.map(({ id, shownAt, missedAt, removedAt }) => (
        <li key={id}>
          {words.notShownOf(id, formatTime(shownAt), formatTime(missedAt))}
          {removedAt && words.removedOf(formatTime(removedAt))}
        </li>
      ))}
      {more > 0 && <li>{words.restInFile(formatNumber(more))}</li>}
    </ul>
  );
}

function WithoutFile({ of, state }: { of: CompletenessView; state: 'missing' | 'late' }) {
  const { listed, more } = listedOf(of.withoutFile, of.files, state);
  return (
    <ul className="plain">
      {listed.map(({ id, version, fileKey, ...why }) => (
        <li key={`${id}.${version} ${fileKey}`}>
          {words.withoutFileOf(id, fileKey)}
          {state === 'missing' && <span className="soft"> ({fileReasonText(why)})</span>}
        </li>
      ))}
      {more > 0 && <li>{words.restInFile(formatNumber(more))}</li>}
    </ul>
  );
}

function Gaps({ of }: { of: CompletenessView['gaps'] }) {
  return (
    <ul className="plain">
      {of.map(({ state, from, to, fromId, toId }) => (
        <li key={`${fromId} ${toId}`}>
          {words.gapOf(from ? formatTime(from) : words.beginning, to ? formatTime(to) : toId)}{' '}
          <span className="soft">
            ({words.gapStates[state]}: {fromId} – {toId})
          </span>
        </li>
      ))}
    </ul>
  );
}

function atSourceText({ atSource }: CompletenessView) {
  const { shown, deleted, hidden, unknown, shownAt } = atSource;
  const counts = words.atSourceOf({
    shown: formatNumber(shown),
    deleted: formatNumber(deleted),
    hidden: formatNumber(hidden),
    unknown: formatNumber(unknown),
  });
  return shownAt ? counts + words.sweptSince(formatTime(shownAt)) : counts;
}

function filesText({ files: { missing, late } }: CompletenessView) {
  return words.filesOf({ missing: formatNumber(missing), late: formatNumber(late) });
}

function sourceText({ posts, archivedVersions, seenAt }: NonNullable<CompletenessView['source']>) {
  return words.sourceOf(formatNumber(posts), formatNumber(archivedVersions), formatTime(seenAt));
}
