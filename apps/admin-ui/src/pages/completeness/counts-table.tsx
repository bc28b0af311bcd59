import { type CompletenessView } from '../../api/types';
import { formatNumber } from '../../format/format';
import { type Column, DataTable } from '../../parts/data-table';
import { texts } from '../../texts/texts';

const words = texts.completeness;
type Row = CompletenessView['kinds'][number];
const names = Object.entries(words.dispositions) as [keyof typeof words.dispositions, string][];

const columns: Column<Row>[] = [
  { head: words.kind, cell: ({ kind }) => texts.kinds[kind] ?? kind },
  { head: words.collected, cell: ({ collected }) => formatNumber(collected), isNumber: true },
  ...names.map(([name, head]): Column<Row> => ({
    head,
    cell: (row) => formatNumber(row[name]),
    isNumber: true,
  })),
];

/** How much of each kind is where, and the sums first. */
export function CountsTable({ of: { counts, kinds } }: { of: CompletenessView }) {
  const rows = [{ kind: words.all, ...counts }, ...kinds];
  return (
    <DataTable caption={words.counts} columns={columns} rows={rows} keyOf={({ kind }) => kind} />
  );
}
