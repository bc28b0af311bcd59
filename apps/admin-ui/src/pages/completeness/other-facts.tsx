import { type ReactNode } from 'react';

import { type CompletenessView } from '../../api/types';
import { formatNumber, formatTime } from '../../format/format';
import { Facts } from '../../parts/facts';
import { texts } from '../../texts/texts';
import { gapName, notShownOf } from './not-captured';

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
  const { shown, more } = notShownOf(of, state);
  return (
    <ul className="plain">
      {shown.map(({ id, shownAt, missedAt, removedAt }) => (
        <li key={id}>
          {words.notShownOf(id, formatTime(shownAt), formatTime(missedAt))}
          {removedAt && words.removedOf(formatTime(removedAt))}
        </li>
      ))}
      {more > 0 && <li>{words.notShownMore(formatNumber(more))}</li>}
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

function atSourceText({ atSource: { shown, deleted, hidden } }: CompletenessView) {
  return words.atSourceOf({
    shown: formatNumber(shown),
    deleted: formatNumber(deleted),
    hidden: formatNumber(hidden),
  });
}

function sourceText({ posts, archivedVersions, seenAt }: NonNullable<CompletenessView['source']>) {
  return words.sourceOf(formatNumber(posts), formatNumber(archivedVersions), formatTime(seenAt));
}
