import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';

import { pathOf } from '../../api/api-client';
import { useAnswer } from '../../api/queries';
import { type DayCount } from '../../api/types';
import { formatDate, formatNumber } from '../../format/format';
import { DataTable } from '../../parts/data-table';
import { Waiting } from '../../parts/page';
import { ProblemBar } from '../../parts/problem-bar';
import { texts } from '../../texts/texts';
import { countBars, type CountBars, daysBefore } from './count-bars';
import { CountsPicture } from './counts-picture';

const words = texts.counts;
const MINUTE_MS = 60_000;

/** How many posts were made when, by kind. */
export function CountsChart({ accountId }: { accountId: string }) {
  const [days, setDays] = useState('90');
  const to = new Date().toISOString().slice(0, 10);
  const from = daysBefore(to, Number(days) - 1);
  const path = pathOf`accounts/${accountId}/counts`;
  const { data, error, refetch } = useAnswer<{ days: DayCount[] }>(path, { from, to }, MINUTE_MS);
  return (
    <section>
      <h2>{words.title}</h2>
      <p className="soft">{words.about}</p>
      <Field label={words.range} className="narrow">
        <Select value={days} onChange={(_, { value }) => setDays(value)}>
          {Object.entries(words.ranges).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      {error && <ProblemBar error={error} onRetry={() => void refetch()} />}
      {data ? <Counts of={countBars(data.days, from, to)} /> : !error && <Waiting />}
    </section>
  );
}

function Counts({ of }: { of: CountBars }) {
  if (of.total === 0) return <p>{words.empty}</p>;
  const columns = [
    { head: words.begins, cell: ({ begins }: CountBars['bars'][number]) => formatDate(begins) },
    ...of.kinds.map((kind) => ({
      head: texts.kinds[kind] ?? kind,
      cell: ({ byKind }: CountBars['bars'][number]) => formatNumber(byKind[kind] ?? 0),
      isNumber: true,
    })),
    {
      head: words.total,
      cell: ({ total }: CountBars['bars'][number]) => formatNumber(total),
      isNumber: true,
    },
  ];
  return (
    <>
      <CountsPicture of={of} />
      <details>
        <summary>{words.table}</summary>
        <DataTable
          caption={words.title}
          columns={columns}
          rows={of.bars.filter(({ total }) => total > 0)}
          keyOf={({ begins }) => begins}
        />
      </details>
    </>
  );
}
