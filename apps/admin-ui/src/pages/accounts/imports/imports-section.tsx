import { pathOf } from '../../../api/api-client';
import { useAnswer } from '../../../api/queries';
import { type ImportView } from '../../../api/types';
import { OnlyAdmins } from '../../../parts/may-change';
import { ProblemBar } from '../../../parts/problem-bar';
import { texts } from '../../../texts/texts';
import { ImportTable } from './import-table';
import { UploadPart } from './upload-part';
import { useUpload } from './use-upload';

const SOON_MS = 2000;
const LATER_MS = 30_000;
const words = texts.imports;

interface ImportsAnswer {
  imports: ImportView[];
}

function refreshMs(answer: ImportsAnswer | undefined): number {
  const isMoving = answer?.imports.some(({ state }) => state === 'waiting' || state === 'running');
  return isMoving ? SOON_MS : LATER_MS;
}

/** The archive an account's owner has downloaded from X: uploading it, and what has become of those that were. */
export function ImportsSection({ accountId }: { accountId: string }) {
  const path = pathOf`accounts/${accountId}/imports`;
  const { data, error, refetch } = useAnswer<ImportsAnswer>(path, {}, refreshMs);
  const upload = useUpload(accountId);
  const [newest] = data?.imports ?? [];
  const isOurs = newest !== undefined && newest.importId === upload.status?.importId;
  const isComing = isOurs && newest.state === 'uploading';
  return (
    <section className="imports">
      <h2>{words.title}</h2>
      <p>{words.about}</p>
      <OnlyAdmins>
        <UploadPart accountId={accountId} upload={upload} isTaken={isOurs && !isComing} />
      </OnlyAdmins>
      {error && <ProblemBar error={error} onRetry={() => void refetch()} />}
      <p role="status">{newest && !isComing && words.now[newest.state](newest.fileName)}</p>
      {data && data.imports.length > 0 && (
        <ImportTable accountId={accountId} imports={data.imports} />
      )}
      <p className="soft">{words.kept}</p>
    </section>
  );
}
