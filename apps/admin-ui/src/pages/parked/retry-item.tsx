import { Button } from '@fluentui/react-components';

import { pathOf } from '../../api/api-client';
import { api, useAction } from '../../api/queries';
import { type ParkedItemView } from '../../api/types';
import { formatTime } from '../../format/format';
import { ProblemBar } from '../../parts/problem-bar';
import { texts } from '../../texts/texts';

export function RetryItem({ of: { jobId, itemId, retryRequestedAt } }: { of: ParkedItemView }) {
  const words = texts.parked;
  const { mutate, isPending, error } = useAction(() =>
    api.post<ParkedItemView>(pathOf`parked-items/${jobId}/${itemId}/retry`),
  );
  return (
    <>
      <Button
        size="small"
        aria-label={`${words.retry}: ${itemId}`}
        disabledFocusable={isPending}
        onClick={() => mutate(undefined)}
      >
        {words.retry}
      </Button>
      <div role="status" className="soft">
        {retryRequestedAt !== undefined && words.requested(formatTime(retryRequestedAt))}
      </div>
      {error && <ProblemBar error={error} />}
    </>
  );
}
