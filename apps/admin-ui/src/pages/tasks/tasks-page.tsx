import { useSearchParams } from 'wouter';

import { usePages } from '../../api/queries';
import { type TaskPage } from '../../api/types';
import { DataTable } from '../../parts/data-table';
import { LoadMore } from '../../parts/load-more';
import { Page } from '../../parts/page';
import { texts } from '../../texts/texts';
import { taskColumns } from './task-columns';
import { TaskFilter } from './task-filter';

export function TasksPage() {
  const [search] = useSearchParams();
  const [jobId, state] = [search.get('jobId') ?? '', search.get('state') ?? ''];
  const pages = usePages<TaskPage>('tasks', { jobId, state });
  const tasks = pages.data?.pages.flatMap((page) => page.tasks) ?? [];
  return (
    <Page title={texts.tasks.title} of={pages} filter={<TaskFilter />}>
      {tasks.length === 0 ? (
        <p>{texts.tasks.empty}</p>
      ) : (
        <DataTable
          caption={texts.tasks.title}
          columns={taskColumns}
          rows={tasks}
          keyOf={(task) => `${task.jobId}/${task.taskId}`}
        />
      )}
      <LoadMore of={pages} />
    </Page>
  );
}
