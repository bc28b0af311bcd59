import { Button } from '@fluentui/react-components';
import { useState } from 'react';

import { addressOf } from '../../api/api-client';
import { useAnswer, usePages } from '../../api/queries';
import { type AuditPage as AuditEvents } from '../../api/types';
import { DataTable } from '../../parts/data-table';
import { LoadMore } from '../../parts/load-more';
import { Page } from '../../parts/page';
import { texts } from '../../texts/texts';
import { auditColumns } from './audit-columns';
import { AuditFilter } from './audit-filter';
import { auditQuery, isFiltered, noFilter } from './audit-query';

const words = texts.audit;
const HOUR_MS = 3_600_000;

export function AuditPage() {
  const [filter, setFilter] = useState(noFilter);
  const query = auditQuery(filter);
  const pages = usePages<AuditEvents>('audit', query, { isStill: isFiltered(filter) });
  const known = useAnswer<AuditEvents>('audit', { limit: 1 }, HOUR_MS);
  const events = pages.data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <Page
      title={words.title}
      of={pages}
      filter={<AuditFilter actions={known.data?.actions ?? []} onSearch={setFilter} />}
    >
      {isFiltered(filter) && <p className="soft">{words.still}</p>}
      <p>
        <Button as="a" href={addressOf('audit.csv', query)} download="audit.csv">
          {words.download}
        </Button>
      </p>
      {events.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <DataTable
          caption={words.title}
          columns={auditColumns}
          rows={events}
          keyOf={(event) => JSON.stringify(event)}
        />
      )}
      <LoadMore of={pages} />
    </Page>
  );
}
