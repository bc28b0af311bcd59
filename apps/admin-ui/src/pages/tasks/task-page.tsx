import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { Link } from 'wouter';

import { pathOf } from '../../api/api-client';
import { useAnswer } from '../../api/queries';
import { type TaskDetail } from '../../api/types';
import { formatNumber, formatTime } from '../../format/format';
import { TaskState } from '../../parts/badges';
import { Facts } from '../../parts/facts';
import { OnlyAdmins } from '../../parts/may-change';
import { Page } from '../../parts/page';
import { When } from '../../parts/when';
import { Said } from '../../parts/said';
import { texts } from '../../texts/texts';
import { errorShown } from './error-shown';
import { ManifestFacts } from './manifest-facts';
import { RetryTask } from './retry-task';
import { itemsOf } from './task-columns';

const words = texts.tasks;

export function TaskPage({ jobId, taskId }: { jobId: string; taskId: string }) {
  const task = useAnswer<TaskDetail>(pathOf`tasks/${jobId}/${taskId}`);
  return (
    <Page title={`${words.task} ${taskId}`} of={task}>
      {task.data && <Task of={task.data} />}
      <p>
        <Link href="/tasks">{words.back}</Link>
      </p>
    </Page>
  );
}

function Task({ of }: { of: TaskDetail }) {
  const { username, progress } = of;
  const lastError = errorShown(of);
  return (
    <>
      {lastError && (
        <MessageBar intent="warning" layout="multiline" className="message">
          <MessageBarBody>
            <MessageBarTitle>
              {words.error} ({words.attempt(lastError.attempt, formatTime(lastError.at))})
            </MessageBarTitle>
            <Said>{lastError.message}</Said> <code>{lastError.code}</code>
          </MessageBarBody>
        </MessageBar>
      )}
      {of.wait && (
        <MessageBar intent="info" layout="multiline" className="message">
          <MessageBarBody>
            <MessageBarTitle>{words.waits(formatTime(of.wait.until))}</MessageBarTitle>
            {words.waitsWhy(formatNumber(of.wait.items))}
          </MessageBarBody>
        </MessageBar>
      )}
      <OnlyAdmins>{of.state === 'waiting' && <RetryTask of={of} />}</OnlyAdmins>
      <Facts
        of={[
          [words.state, <TaskState key="state" state={of.state} />],
          [words.job, of.jobId],
          [words.account, username === undefined ? undefined : `@${username}`],
          [words.window, `${formatTime(of.window.start)} – ${formatTime(of.window.end)}`],
          [words.received, <When key="received" at={of.receivedAt} to="second" />],
          [words.completed, <When key="completed" at={of.completedAt} to="second" />],
          [words.items, itemsOf(of)],
          [words.progress, progress && <When at={progress.at} to="second" />],
          [words.dirty, formatNumber(of.dirtyEntities)],
        ]}
      />
      <ManifestFacts of={of} />
    </>
  );
}
