import { useState } from 'react';

import { pathOf } from '../../api/api-client';
import { api, useAction } from '../../api/queries';
import { type AccountSummary, type StreamName } from '../../api/types';

export interface StreamSwitch {
  stream: StreamName;
  on: boolean;
}

/** Switching the streams of an account, one at a time. Direct messages are asked for before they are switched on. */
export function useStreamSwitches(accountId: string) {
  const [isAsking, setIsAsking] = useState(false);
  const saving = useAction(({ stream, on }: StreamSwitch) =>
    api.put<AccountSummary>(pathOf`accounts/${accountId}/streams`, { streams: { [stream]: on } }),
  );
  const { isPending, isSuccess, variables, error } = saving;
  const set = (wanted: StreamSwitch) => {
    if (!isPending) saving.mutate(wanted);
  };
  return {
    isAsking,
    error,
    /** What is being stored: shown as if it were already. */
    pending: isPending ? variables : undefined,
    saved: isSuccess ? variables : undefined,
    change: (wanted: StreamSwitch) => {
      if (wanted.stream === 'messages' && wanted.on) setIsAsking(true);
      else set(wanted);
    },
    confirm: () => set({ stream: 'messages', on: true }),
    stopAsking: () => setIsAsking(false),
  };
}
