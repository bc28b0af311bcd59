import { useState } from 'react';

import { api } from '../../api/queries';
import { type AccountSummary, type StreamName } from '../../api/types';
import { useAccountChange } from './use-account-change';

/** The switch of one stream of an account. Direct messages are asked for before they are switched on. */
export function useStreamSwitch(accountId: string, stream: StreamName) {
  const [isAsking, setIsAsking] = useState(false);
  const saving = useAccountChange(accountId, (path, on: boolean) =>
    api.put<AccountSummary>(`${path}/streams`, { streams: { [stream]: on } }),
  );
  const { isPending, isSuccess, variables, error } = saving;
  return {
    isAsking,
    error,
    /** What is being stored: shown as if it were already. */
    pending: isPending ? variables : undefined,
    saved: isSuccess ? variables : undefined,
    change: (on: boolean) => {
      if (stream === 'messages' && on) setIsAsking(true);
      else saving.mutate(on);
    },
    confirm: () => saving.mutate(true),
    stopAsking: () => setIsAsking(false),
  };
}
