import { Button } from '@fluentui/react-components';

import { pathOf } from '../../api/api-client';
import { api, useAction } from '../../api/queries';
import { type TaskView } from '../../api/types';
import { ProblemBar } from '../../parts/problem-bar';
import { texts } from '../../texts/texts';

/** A task that waits can be tried now; one that has ended cannot. */
export function RetryTask({ of: { jobId, taskId, state } }: { of: TaskView }) {
  const { mutate, isPending, isSuccess, error } = useAction(() =>
    api.post<TaskView>(pathOf`tasks/${jobId}/${taskId}/retry`),
  );
  if (state !== 'waiting') return texts.none;
  return (
    <>
      <Button
        size="small"
        aria-label={`${texts.tasks.retry}: ${taskId}`}
        disabledFocusable={isPending}
        onClick={() => mutate(undefined)}
      >
        {texts.tasks.retry}
      </Button>
      <div role="status">{isSuccess && texts.tasks.retried}</div>
      {error && <ProblemBar error={error} />}
    </>
  );
}
