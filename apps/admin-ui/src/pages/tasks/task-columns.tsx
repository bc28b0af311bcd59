import { Link } from 'wouter';

import { type TaskView } from '../../api/types';
import { formatNumber, formatTime } from '../../format/format';
import { TaskState } from '../../parts/badges';
import { type Column } from '../../parts/data-table';
import { OnlyAdmins } from '../../parts/may-change';
import { When } from '../../parts/when';
import { Said } from '../../parts/said';
import { texts } from '../../texts/texts';
import { errorShown } from './error-shown';
import { RetryTask } from './retry-task';

const words = texts.tasks;

export const taskColumns: Column<TaskView>[] = [
  {
    head: words.task,
    cell: ({ jobId, taskId }) => (
      <Link
        className="id"
        href={`/tasks/${encodeURIComponent(jobId)}/${encodeURIComponent(taskId)}`}
      >
        {taskId}
      </Link>
    ),
  },
  { head: words.account, cell: ({ username, jobId }) => (username ? `@${username}` : jobId) },
  {
    head: words.window,
    cell: ({ window: { start, end } }) => (
      <>
        <When at={start} /> – <When at={end} />
      </>
    ),
  },
  { head: words.state, cell: (task) => <Outcome of={task} /> },
  { head: words.items, cell: (task) => itemsOf(task), isNumber: true },
  { head: words.received, cell: ({ receivedAt }) => <When at={receivedAt} /> },
  {
    head: texts.action,
    cell: (task) => (
      <OnlyAdmins otherwise={texts.none}>
        <RetryTask of={task} />
      </OnlyAdmins>
    ),
  },
];

function Outcome({ of }: { of: TaskView }) {
  const lastError = errorShown(of);
  return (
    <>
      <TaskState state={of.state} />
      {of.wait && <div className="soft">{words.waits(formatTime(of.wait.until))}</div>}
      {lastError && (
        <div className="soft">
          <Said>{lastError.message}</Said>
        </div>
      )}
    </>
  );
}

/** How many items were delivered, or are so far. */
export function itemsOf({ itemCount, progress }: TaskView): string {
  if (itemCount !== undefined) return formatNumber(itemCount);
  return progress ? words.itemsOf(formatNumber(progress.delivered)) : texts.none;
}
