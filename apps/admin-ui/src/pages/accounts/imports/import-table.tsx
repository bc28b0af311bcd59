import { addressOf, pathOf } from '../../../api/api-client';
import { type ImportView } from '../../../api/types';
import { formatBytes, formatNumber, formatTime } from '../../../format/format';
import { ImportState } from '../../../parts/badges';
import { type Column, DataTable } from '../../../parts/data-table';
import { OnlyAdmins } from '../../../parts/may-change';
import { Said } from '../../../parts/said';
import { When } from '../../../parts/when';
import { texts } from '../../../texts/texts';
import { ImportActions } from './import-actions';
import { ImportReport } from './import-report';

const words = texts.imports;

const columnsOf = (accountId: string): Column<ImportView>[] => [
  { head: words.begun, cell: ({ createdAt }) => <When at={createdAt} /> },
  {
    head: words.file,
    cell: ({ fileName, bytes, requestedBy }) => (
      <>
        {fileName} <span className="soft">{words.fileFacts(formatBytes(bytes), requestedBy)}</span>
      </>
    ),
  },
  { head: words.state, cell: (one) => <ImportState state={one.state} /> },
  { head: words.result, cell: (one) => <Result accountId={accountId} of={one} /> },
  {
    head: texts.action,
    cell: (one) => (
      <OnlyAdmins otherwise={texts.none}>
        <ImportActions accountId={accountId} of={one} />
      </OnlyAdmins>
    ),
  },
];

interface ImportTableProps {
  accountId: string;
  imports: ImportView[];
}

export function ImportTable({ accountId, imports }: ImportTableProps) {
  return (
    <DataTable
      caption={words.history}
      columns={columnsOf(accountId)}
      rows={imports}
      keyOf={({ importId }) => importId}
    />
  );
}

function Result({ accountId, of }: { accountId: string; of: ImportView }) {
  const { importId, fileName, upload, progress, report, failure, zipKeptUntil, bytes } = of;
  const isRunning = of.state === 'running';
  return (
    <>
      {upload && <p>{words.uploadedOf(formatBytes(upload.receivedBytes), formatBytes(bytes))}</p>}
      {isRunning && progress && (
        <>
          <progress
            aria-label={words.importOf(fileName)}
            max={Math.max(progress.announced, progress.entries, 1)}
            value={progress.entries}
          />
          <p className="soft">
            {words.readOf(
              formatNumber(progress.entries),
              formatNumber(progress.announced),
              formatNumber(progress.added),
            )}
          </p>
        </>
      )}
      {failure && (
        <p>
          {isRunning && `${words.triedAgain} `}
          <Said>{failure.message}</Said>
        </p>
      )}
      {zipKeptUntil !== undefined && (
        <p className="soft">{words.zipKept(formatTime(zipKeptUntil))}</p>
      )}
      {report && (
        <ImportReport
          of={report}
          fileName={fileName}
          problemsHref={addressOf(pathOf`accounts/${accountId}/imports/${importId}/problems.csv`)}
        />
      )}
    </>
  );
}
