import { Link } from 'wouter';

import { useAnswer } from '../../api/queries';
import { type AccountSummary } from '../../api/types';
import { formatNumber } from '../../format/format';
import { AccountState } from '../../parts/badges';
import { type Column, DataTable } from '../../parts/data-table';
import { Page } from '../../parts/page';
import { When } from '../../parts/when';
import { texts } from '../../texts/texts';

const { accounts: words } = texts;

const columns: Column<AccountSummary>[] = [
  {
    head: words.account,
    cell: ({ accountId, username }) => (
      <Link href={`/accounts/${encodeURIComponent(accountId)}`}>@{username}</Link>
    ),
  },
  { head: words.state, cell: (account) => <AccountState of={account} /> },
  { head: words.caughtUp, cell: ({ caughtUpAt }) => <When at={caughtUpAt} /> },
  {
    head: words.kinds,
    cell: ({ streamsOn }) => streamsOn.map((stream) => texts.streams.shortNames[stream]).join(', '),
  },
  { head: words.reads, cell: ({ postsRead }) => formatNumber(postsRead), isNumber: true },
  { head: words.jobs, cell: ({ jobs }) => jobs.map(({ jobId }) => jobId).join(', ') },
];

export function AccountsPage() {
  const answer = useAnswer<{ accounts: AccountSummary[] }>('accounts');
  const accounts = answer.data?.accounts ?? [];
  return (
    <Page title={words.title} of={answer}>
      {accounts.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <DataTable
          caption={words.title}
          columns={columns}
          rows={accounts}
          keyOf={({ accountId }) => accountId}
        />
      )}
    </Page>
  );
}
