import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { Link, useSearchParams } from 'wouter';

import { addressOf, pathOf } from '../../api/api-client';
import { useAnswer } from '../../api/queries';
import { type AccountDetail, type CompletenessView } from '../../api/types';
import { formatDate } from '../../format/format';
import { Page } from '../../parts/page';
import { texts } from '../../texts/texts';
import { CountsTable } from './counts-table';
import { DifferenceTable } from './difference-table';
import { OtherFacts } from './other-facts';
import { PeriodFilter } from './period-filter';
import { verdictOf } from './verdict';

const words = texts.completeness;
/** A month of the archive and its manifests are read for it. */
const REFRESH_MS = 5 * 60_000;

export function CompletenessPage({ accountId }: { accountId: string }) {
  const [search] = useSearchParams();
  const days = { from: search.get('from') ?? '', to: search.get('to') ?? '' };
  const account = useAnswer<AccountDetail>(pathOf`accounts/${accountId}`, {}, REFRESH_MS);
  const path = pathOf`accounts/${accountId}/completeness`;
  const found = useAnswer<CompletenessView>(path, days, REFRESH_MS);
  const name = account.data ? `@${account.data.username}` : accountId;
  return (
    <Page title={words.title(name)} of={found} filter={<PeriodFilter of={found.data} />}>
      {found.data && <Completeness of={found.data} />}
      <div className="buttons">
        {(['csv', 'json'] as const).map((format) => (
          <Button key={format} as="a" href={addressOf(`${path}.${format}`, days)} download="">
            {words[format]}
          </Button>
        ))}
      </div>
      <p>
        <Link href={`/accounts/${encodeURIComponent(accountId)}`}>{words.back}</Link>
      </p>
    </Page>
  );
}

function Completeness({ of }: { of: CompletenessView }) {
  const { intent, text } = verdictOf(of);
  return (
    <>
      <p>{words.periodOf(formatDate(of.from), formatDate(of.to))}</p>
      <MessageBar intent={intent} layout="multiline" className="message">
        <MessageBarBody>{text}</MessageBarBody>
      </MessageBar>
      <h2>{words.counts}</h2>
      <p>{words.about}</p>
      <CountsTable of={of} />
      <h2>{words.differences}</h2>
      <DifferenceTable of={of} />
      <h2>{words.other}</h2>
      <OtherFacts of={of} />
    </>
  );
}
