import { pathOf } from '../../api/api-client';
import { useAnswer } from '../../api/queries';
import { type RecheckView } from '../../api/types';
import { formatNumber } from '../../format/format';
import { Facts } from '../../parts/facts';
import { ProblemBar } from '../../parts/problem-bar';
import { When } from '../../parts/when';
import { texts } from '../../texts/texts';

const words = texts.recheck;
const MINUTE_MS = 60_000;

/** What became of an account's posts after they were archived. */
export function RecheckSection({ accountId }: { accountId: string }) {
  const path = pathOf`accounts/${accountId}/recheck`;
  const { data, error } = useAnswer<RecheckView>(path, {}, MINUTE_MS);
  return (
    <section className="group">
      <h2>{words.title}</h2>
      <p className="soft">{words.about}</p>
      {error && <ProblemBar error={error} />}
      {data && (
        <Facts
          of={[
            [words.late, formatNumber(data.late)],
            [words.changed, formatNumber(data.changed)],
            [words.deleted, formatNumber(data.deleted)],
            [words.policy, words.policies[data.deletedPosts]],
            ...removalFacts(data),
            [words.hidden, formatNumber(data.hidden)],
            [words.suspected, formatNumber(data.suspected)],
            [words.untold, formatNumber(data.untold)],
            [words.overlap, <When key="overlap" at={data.overlapAt} />],
            [words.swept, <When key="swept" at={data.sweptAt} />],
            [words.next, <When key="next" at={data.nextSweepAt} />],
          ]}
        />
      )}
    </section>
  );
}

/** Only where there is something to tell: most archives keep all. */
function removalFacts(data: RecheckView): [string, string][] {
  const counts = (['removed', 'removing', 'removalRefused'] as const).filter(
    (name) => data[name] > 0,
  );
  return counts.map((name) => [words[name], formatNumber(data[name])]);
}
