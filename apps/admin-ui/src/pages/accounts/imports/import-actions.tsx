import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import { useState } from 'react';

import { pathOf } from '../../../api/api-client';
import { api, useAction } from '../../../api/queries';
import { type ImportView } from '../../../api/types';
import { ConfirmDialog } from '../../../parts/confirm-dialog';
import { ProblemBar } from '../../../parts/problem-bar';
import { texts } from '../../../texts/texts';

const words = texts.imports;

/** What has not ended can be cancelled; what has failed, tried again while its file is kept. */
export function ImportActions({ accountId, of }: { accountId: string; of: ImportView }) {
  const { importId, fileName, state, zipKeptUntil } = of;
  const [isAsking, setIsAsking] = useState(false);
  const restoreFocus = useRestoreFocusTarget();
  const { mutate, isPending, error } = useAction((name: 'cancel' | 'retry') =>
    api.post<ImportView>(pathOf`accounts/${accountId}/imports/${importId}/${name}`),
  );
  const canRetry = state === 'failed' && zipKeptUntil !== undefined;
  const canCancel = state === 'uploading' || state === 'waiting' || state === 'running';
  if (!canRetry && !canCancel) return texts.none;
  return (
    <>
      <Button
        {...restoreFocus}
        size="small"
        aria-label={`${canRetry ? words.retry : words.cancelImport}: ${fileName}`}
        disabledFocusable={isPending}
        onClick={() => (canRetry ? mutate('retry') : setIsAsking(true))}
      >
        {canRetry ? words.retry : words.cancelImport}
      </Button>
      {error && <ProblemBar error={error} />}
      <ConfirmDialog
        open={isAsking}
        title={words.cancelTitle(fileName)}
        text={words.cancelText}
        action={words.cancelImport}
        onConfirm={() => mutate('cancel')}
        onClose={() => setIsAsking(false)}
      />
    </>
  );
}
