import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { pathOf } from '../../../api/api-client';
import { api, useAction } from '../../../api/queries';
import { formatBytes } from '../../../format/format';
import { ConfirmDialog } from '../../../parts/confirm-dialog';
import { ProblemBar } from '../../../parts/problem-bar';
import { texts } from '../../../texts/texts';
import { FilePick } from './file-pick';
import { type UploadControl } from './use-upload';
import { type UploadStatus } from './zip-upload';

const words = texts.imports;

interface UploadPartProps {
  accountId: string;
  upload: UploadControl;
  /** What has become of it after the upload is told elsewhere. */
  isTaken: boolean;
}

/** Picking the zip, and how far its upload is. */
export function UploadPart({ accountId, upload, isTaken }: UploadPartProps) {
  const { status } = upload;
  const client = useQueryClient();
  const phase = status?.phase;
  useEffect(() => {
    if (phase === 'sent') void client.invalidateQueries();
  }, [phase, client]);
  const isOver = phase === undefined || phase === 'sent' || phase === 'failed';
  return (
    <>
      {isOver && <FilePick onPick={upload.start} />}
      {status && !isOver && <UploadProgress of={status} />}
      <p role="status">{phase && !isTaken && words.phases[phase]}</p>
      {phase === 'failed' && <ProblemBar error={status?.error} onRetry={upload.resume} />}
      {status && !isOver && <UploadButtons accountId={accountId} upload={upload} status={status} />}
    </>
  );
}

function UploadProgress({ of: { fileName, bytes, sentBytes } }: { of: UploadStatus }) {
  return (
    <>
      <progress aria-label={words.uploadOf(fileName)} max={bytes} value={sentBytes} />
      <p className="soft">{words.sentOf(fileName, formatBytes(sentBytes), formatBytes(bytes))}</p>
    </>
  );
}

interface UploadButtonsProps {
  accountId: string;
  upload: UploadControl;
  status: UploadStatus;
}

function UploadButtons({ accountId, upload, status }: UploadButtonsProps) {
  const { phase, importId, fileName } = status;
  const [isAsking, setIsAsking] = useState(false);
  const restoreFocus = useRestoreFocusTarget();
  const cancelling = useAction(async (id: string | undefined) => {
    upload.pause();
    if (id !== undefined) await api.post(pathOf`accounts/${accountId}/imports/${id}/cancel`);
    upload.forget();
  });
  return (
    <>
      <div className="buttons">
        {phase === 'paused' ? (
          <Button appearance="primary" onClick={upload.resume}>
            {words.resume}
          </Button>
        ) : (
          <Button onClick={upload.pause}>{words.pause}</Button>
        )}
        <Button {...restoreFocus} onClick={() => setIsAsking(true)}>
          {words.cancelUpload}
        </Button>
      </div>
      {cancelling.error && <ProblemBar error={cancelling.error} />}
      <ConfirmDialog
        open={isAsking}
        title={words.cancelUploadTitle(fileName)}
        text={words.cancelUploadText}
        action={words.cancelUpload}
        onConfirm={() => cancelling.mutate(importId)}
        onClose={() => setIsAsking(false)}
      />
    </>
  );
}
