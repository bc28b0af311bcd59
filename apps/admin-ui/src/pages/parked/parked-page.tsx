import { Link as OutsideLink } from '@fluentui/react-components';
import { Link } from 'wouter';

import { usePages } from '../../api/queries';
import { type ParkedItemPage, type ParkedItemView } from '../../api/types';
import { formatNumber } from '../../format/format';
import { type Column, DataTable } from '../../parts/data-table';
import { LoadMore } from '../../parts/load-more';
import { OnlyAdmins } from '../../parts/may-change';
import { Page } from '../../parts/page';
import { When } from '../../parts/when';
import { Said } from '../../parts/said';
import { texts } from '../../texts/texts';
import { RetryItem } from './retry-item';

const words = texts.parked;

const columns: Column<ParkedItemView>[] = [
  {
    head: words.post,
    cell: ({ itemId, permalink }) => (
      <OutsideLink className="id" href={permalink} target="_blank" rel="noreferrer">
        {itemId}
      </OutsideLink>
    ),
  },
  {
    head: words.account,
    cell: ({ username, accountId }) => (username ? `@${username}` : accountId),
  },
  { head: words.reason, cell: ({ reason }) => <Said>{reason}</Said> },
  { head: words.since, cell: ({ parkedAt }) => <When at={parkedAt} /> },
  {
    head: words.task,
    cell: ({ jobId, taskId }) => (
      <Link
        className="id"
        href={`/tasks/${encodeURIComponent(jobId)}/${encodeURIComponent(taskId)}`}
      >
        {taskId}
      </Link>
    ),
  },
  {
    head: texts.action,
    cell: (item) => (
      <OnlyAdmins otherwise={texts.none}>
        <RetryItem of={item} />
      </OnlyAdmins>
    ),
  },
];

export function ParkedPage() {
  const pages = usePages<ParkedItemPage>('parked-items');
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const total = pages.data?.pages[0]?.total ?? 0;
  return (
    <Page title={words.title} of={pages}>
      <p>{words.about}</p>
      {items.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <>
          <p className="soft">{words.total(formatNumber(total))}</p>
          <DataTable
            caption={words.title}
            columns={columns}
            rows={items}
            keyOf={({ jobId, itemId }) => `${jobId}/${itemId}`}
          />
        </>
      )}
      <LoadMore of={pages} />
    </Page>
  );
}
