import { Link } from 'wouter';

import { type CompletenessView, type DifferenceView } from '../../api/types';
import { type Column, DataTable } from '../../parts/data-table';
import { When } from '../../parts/when';
import { texts } from '../../texts/texts';

const words = texts.completeness;

const columns: Column<DifferenceView>[] = [
  { head: words.id, cell: ({ id }) => <span className="id">{id}</span> },
  { head: words.kind, cell: ({ kind }) => (kind ? (texts.kinds[kind] ?? kind) : texts.none) },
  { head: words.made, cell: ({ createdAt }) => <When at={createdAt} /> },
  {
    head: words.column,
    cell: ({ disposition }) =>
      disposition === 'archived' ? texts.none : words.dispositions[disposition],
  },
  { head: words.why, cell: (row) => <Why of={row} /> },
];

/** What is not simply archived, id by id. */
export function DifferenceTable({ of }: { of: CompletenessView }) {
  const { counts, differences, hasMore } = of;
  if (counts.collected === 0 && differences.length === 0) return <p>{words.nothingCollected}</p>;
  if (differences.length === 0) return <p>{words.noDifferences}</p>;
  return (
    <>
      <DataTable
        caption={words.differences}
        columns={columns}
        rows={differences}
        keyOf={({ id, version, kind }) => `${id}.${version}.${kind ?? ''}`}
      />
      {hasMore && <p>{words.more}</p>}
    </>
  );
}

function Why({ of: { reason, jobId, taskId } }: { of: DifferenceView }) {
  return (
    <>
      {words.reasons[reason]}
      {jobId !== undefined && taskId !== undefined && (
        <div>
          <Link href={`/tasks/${encodeURIComponent(jobId)}/${encodeURIComponent(taskId)}`}>
            {taskId}
          </Link>
        </div>
      )}
    </>
  );
}
