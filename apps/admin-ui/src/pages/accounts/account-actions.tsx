import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import { useState } from 'react';

import { api } from '../../api/queries';
import { type AccountSummary } from '../../api/types';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { ProblemBar } from '../../parts/problem-bar';
import { texts } from '../../texts/texts';
import { useAccountChange } from './use-account-change';

/** Pause, resume, capture now. */
export function AccountActions({ of: { accountId, username, state } }: { of: AccountSummary }) {
  const { accounts } = texts;
  const [isAsking, setIsAsking] = useState(false);
  const action = useAccountChange(accountId, (path, name: 'pause' | 'resume' | 'capture') =>
    api.post<AccountSummary>(`${path}/${name}`),
  );
  const { mutate, isPending, error } = action;
  const restoreFocus = useRestoreFocusTarget();
  const isPaused = state === 'paused';
  return (
    <>
      <div className="buttons">
        {isPaused ? (
          <Button
            appearance="primary"
            disabledFocusable={isPending}
            onClick={() => mutate('resume')}
          >
            {accounts.resume}
          </Button>
        ) : (
          <>
            <Button disabledFocusable={isPending} onClick={() => mutate('capture')}>
              {accounts.capture}
            </Button>
            <Button
              {...restoreFocus}
              disabledFocusable={isPending}
              onClick={() => setIsAsking(true)}
            >
              {accounts.pause}
            </Button>
          </>
        )}
      </div>
      {error && <ProblemBar error={error} />}
      <ConfirmDialog
        open={isAsking}
        title={accounts.pauseTitle(username)}
        text={accounts.pauseText}
        action={accounts.pause}
        onConfirm={() => mutate('pause')}
        onClose={() => setIsAsking(false)}
      />
    </>
  );
}
