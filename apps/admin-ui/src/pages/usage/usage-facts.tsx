import { type UsageView } from '../../api/types';
import { formatNumber } from '../../format/format';
import { Facts } from '../../parts/facts';
import { texts } from '../../texts/texts';
import { percentOf, readsStand } from './reads-stand';

const words = texts.usage;

/** What is read and delivered, of what may be. */
export function UsageFacts({ of: { reads, deliveries } }: { of: UsageView }) {
  return (
    <Facts
      of={[
        [words.reads, <Reads key="reads" of={reads} />],
        ...deliveries.map((each): [string, React.ReactNode] => [
          deliveries.length > 1 ? `${words.deliveries} (${each.jobId})` : words.deliveries,
          <Delivery key={each.jobId} of={each} />,
        ]),
      ]}
    />
  );
}

function Reads({ of }: { of: UsageView['reads'] }) {
  const { used, limit, ofAccount } = of;
  const stand = readsStand(of);
  return (
    <>
      {limit === undefined
        ? words.readsOf(formatNumber(used))
        : words.readsOfLimit(
            formatNumber(used),
            formatNumber(limit),
            formatNumber(percentOf(used, limit)),
          )}
      {ofAccount !== undefined && (
        <div className="soft">{words.ofAccount(formatNumber(ofAccount))}</div>
      )}
      {stand !== 'open' && <div>{words[stand]}</div>}
    </>
  );
}

function Delivery({ of }: { of: UsageView['deliveries'][number] }) {
  const { items, limit, waitingTasks, waitingItems } = of;
  return (
    <>
      {words.deliveriesOf(formatNumber(items), formatNumber(limit))}
      {waitingTasks > 0 && (
        <div className="soft">
          {words.waiting(formatNumber(waitingTasks), formatNumber(waitingItems))}
        </div>
      )}
    </>
  );
}
