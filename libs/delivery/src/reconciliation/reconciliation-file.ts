import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

import {
  atSourceColumns,
  type Difference,
  dispositions,
  type ReconciliationReport,
} from './reconciliation-report';

type Run = AsyncGenerator<Difference, ReconciliationReport, undefined>;
type Noted = (report: ReconciliationReport) => void;

const columns = [
  ...(['row', 'disposition', 'reason', 'kind', 'id', 'toId', 'version', 'createdAt'] as const),
  ...(['jobId', 'taskId', 'count', 'shownAt', 'missedAt', 'removedAt', 'policy'] as const),
  'fileKey',
] as const;
type Row = Partial<Record<(typeof columns)[number], string | number>>;

/**
 * A reconciliation as CSV (RFC 4180), row by row as it comes: every `difference`, every post `not-shown` at X, every `file` that was
 * not handed over with its item, every `gap`, then the `count` of each column, so that the file adds up by itself. Spreadsheets run nothing of it.
 */
export function reconciliationCsv(run: Run, onReport: Noted = () => undefined) {
  const options = { header: true, bom: true, columns: [...columns], escape_formulas: true };
  const csv = stringify({ ...options, record_delimiter: 'windows' });
  const rows = Readable.from(rowsOf(run, onReport));
  rows.on('error', (error) => csv.destroy(error));
  csv.on('close', () => rows.destroy());
  return rows.pipe(csv) as AsyncIterable<Uint8Array>;
}

/** The same as one JSON document: `differences`, then `report`. */
export async function* reconciliationJson(
  run: Run,
  onReport: Noted = () => undefined,
): AsyncGenerator<Uint8Array> {
  let separator = '{"differences":[\n';
  for (;;) {
    const { done, value } = await run.next();
    if (done) {
      onReport(value);
      const begun = separator === ',\n' ? '' : separator;
      yield Buffer.from(`${begun}],\n"report":${JSON.stringify(value)}}\n`);
      return;
    }
    yield Buffer.from(separator + JSON.stringify(value));
    separator = ',\n';
  }
}

async function* rowsOf(run: Run, onReport: Noted): AsyncGenerator<Row> {
  for (;;) {
    const { done, value } = await run.next();
    if (done) {
      onReport(value);
      yield* endOf(value);
      return;
    }
    yield differenceRow(value);
  }
}

function differenceRow({ createdAt, task, ...rest }: Difference): Row {
  return { row: 'difference', ...rest, createdAt: createdAt?.toISOString(), ...task };
}

function* endOf(report: ReconciliationReport): Generator<Row> {
  const { notShown, withoutFile, gaps, counts, atSource, files } = report;
  for (const { state, createdAt, shownAt, missedAt, removedAt, ...rest } of notShown) {
    const [made, shown, missed] = [createdAt, shownAt, missedAt].map((at) => at.toISOString());
    const removed = removedAt?.toISOString();
    const times = { createdAt: made, shownAt: shown, missedAt: missed, removedAt: removed };
    yield { row: 'not-shown', reason: state, ...rest, ...times };
  }
  for (const { id, kind, version, createdAt, fileKey, state, reason = state } of withoutFile) {
    const item = { kind, id, version, createdAt: createdAt.toISOString() };
    yield { row: 'file', reason, ...item, fileKey };
  }
  for (const { stream, state, from, to } of gaps) {
    yield { row: 'gap', reason: state, kind: stream, id: from, toId: to };
  }
  yield { row: 'count', disposition: 'collected', count: counts.collected };
  for (const each of dispositions) yield { row: 'count', disposition: each, count: counts[each] };
  for (const each of atSourceColumns) {
    const shownAt = each === 'shown' ? atSource.shownAt?.toISOString() : undefined;
    yield { row: 'count', reason: each, kind: 'at-source', count: atSource[each], shownAt };
  }
  for (const each of ['missing', 'late'] as const) {
    yield { row: 'count', reason: each, kind: 'files', count: files[each] };
  }
}
