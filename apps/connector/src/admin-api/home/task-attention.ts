import { appErrorFaults } from '@app/domain';
import { type TaskSummary } from '@app/jobs';

import { type Attention, type Severity } from './attention';
import { minute } from './time-text';

/** The service asks again within hours; after a day nobody may count on it. */
const ASKED_AGAIN_WITHIN_MS = 24 * 3600_000;

/** How a task fails to get through. */
type Trouble = 'failed' | 'unattended' | 'handed-back' | 'not-asked-again';

const SAID: Readonly<Record<Trouble, (since: string) => string>> = {
  failed: () => 'failed, to be tried again by itself.',
  unattended: (since) =>
    `got stuck: nothing was delivered since ${since}, and no worker has noted why. Check that a worker runs, and look into its log.`,
  'handed-back': () => 'went back to the Import service, which asks again later.',
  'not-asked-again': (since) =>
    `went back to the Import service and was not asked for again since ${since}: what was posted in its time may not be in the mailbox. Look at the connector in the Purview portal.`,
};

/** One for each job and reason: a fault usually meets every task that waits. */
export function taskAttention(tasks: readonly TaskSummary[], now: Date): Attention[] {
  const reasonOf = (task: TaskSummary) =>
    `${task.jobId} ${troubleOf(task, now)} ${task.lastError?.code ?? ''}`;
  return [...Map.groupBy(tasks, reasonOf).values()].flatMap(([newest, ...others]) =>
    newest ? failure(newest, others, now) : [],
  );
}

function troubleOf({ state, lastError, completedAt }: TaskSummary, now: Date): Trouble {
  if (state === 'waiting') return lastError ? 'failed' : 'unattended';
  const sinceMs = now.getTime() - (completedAt?.getTime() ?? 0);
  return sinceMs > ASKED_AGAIN_WITHIN_MS ? 'not-asked-again' : 'handed-back';
}

/** Of tasks of one job that fail for one reason. */
function failure(newest: TaskSummary, others: readonly TaskSummary[], now: Date): Attention {
  const { jobId, taskId, lastError } = newest;
  const trouble = troubleOf(newest, now);
  const tasks = [newest, ...others];
  const what = tasks.length === 1 ? 'A download task' : `${tasks.length} download tasks`;
  const since = new Date(Math.min(...tasks.map((task) => sinceOf(task, trouble).getTime())));
  const text = [what, SAID[trouble](minute(since)), lastError?.message].filter(Boolean).join(' ');
  const severity = severityOf(newest, trouble);
  return { kind: 'task-failed', severity, subject: `${jobId}/${taskId}`, text, since };
}

function sinceOf(
  { lastError, progress, completedAt, receivedAt }: TaskSummary,
  trouble: Trouble,
): Date {
  if (trouble === 'not-asked-again') return completedAt ?? receivedAt;
  return lastError?.at ?? completedAt ?? progress?.at ?? receivedAt;
}

/** What was handed back of late is in the service's hands; what waits may pass, or be an admin's to mend. */
function severityOf({ lastError }: TaskSummary, trouble: Trouble): Severity {
  const faults: Readonly<Record<string, string>> = appErrorFaults;
  const mayPass = trouble === 'failed' && faults[lastError?.code ?? ''] === 'transient';
  return mayPass || trouble === 'handed-back' ? 'warning' : 'error';
}
