import { Button } from '@fluentui/react-components';
import { useDeferredValue, useState } from 'react';

import { addressOf } from '../../api/api-client';
import { usePages } from '../../api/queries';
import { type AuditPage as AuditEvents } from '../../api/types';
import { DataTable } from '../../parts/data-table';
import { LoadMore } from '../../parts/load-more';
import { Page } from '../../parts/page';
import { texts } from '../../texts/texts';
import { auditColumns } from './audit-columns';
import { AuditFilter } from './audit-filter';
import { auditQuery, noFilter } from './audit-query';

const words = texts.audit;

export function AuditPage() {
  const [filter, setFilter] = useState(noFilter);
  const query = auditQuery(useDeferredValue(filter));
  const pages = usePages<AuditEvents>('audit', query);
  const events = pages.data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <Page title={words.title} of={pages}>
      <AuditFilter
        filter={filter}
        actions={pages.data?.pages[0]?.actions ?? []}
        onChange={setFilter}
      />
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
