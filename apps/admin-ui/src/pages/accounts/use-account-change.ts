import { useQueryClient } from '@tanstack/react-query';

import { pathOf } from '../../api/api-client';
import { answerKey, useAction } from '../../api/queries';
import { type AccountDetail, type AccountSummary } from '../../api/types';
import { withSummary } from './with-summary';

/** Changes an account, one change after the other. What the connector answers is shown at once: to read all anew takes longer. */
export function useAccountChange<Input>(
  accountId: string,
  change: (path: string, input: Input) => Promise<AccountSummary>,
) {
  const client = useQueryClient();
  const path = pathOf`accounts/${accountId}`;
  return useAction(async (input: Input) => {
    const summary = await change(path, input);
    client.setQueryData<AccountDetail>(
      answerKey(path),
      (known) => known && withSummary(known, summary),
    );
  }, path);
}
