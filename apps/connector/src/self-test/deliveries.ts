import { Injectable } from '@nestjs/common';
import { type PostEntry } from '@app/archive';
import { TaskManifests } from '@app/delivery';
import { TaskList, type TaskSummary } from '@app/jobs';

const MAX_PAGES = 20;
const DAY_MS = 24 * 3600_000;

/** Looks for the task that has handed a post over. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly tasks: TaskList,
    private readonly manifests: TaskManifests,
  ) {}

  /** One that the Import service has accepted if there is any, else one whose manifest names the post. */
  async find(
    jobIds: readonly string[],
    { postId, createdAt }: Pick<PostEntry, 'postId' | 'createdAt'>,
  ): Promise<TaskSummary | undefined> {
    let handedOver: TaskSummary | undefined;
    let continuation: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const { tasks, ...more } = await this.tasks.page({ jobIds, limit: 50, continuation });
      for (const task of tasks) {
        if (task.receivedAt.getTime() < createdAt.getTime() - DAY_MS) return handedOver;
        if (!mayHold(task, createdAt) || !(await this.holds(task, postId))) continue;
        if (task.state === 'delivered') return task;
        handedOver ??= task;
      }
      continuation = more.continuation;
      if (continuation === undefined) break;
    }
    return handedOver;
  }

  private async holds({ jobId, taskId }: TaskSummary, postId: string): Promise<boolean> {
    const link = await this.manifests.find(jobId, taskId);
    if (!link) return false;
    for await (const id of this.manifests.itemIds(link)) if (id === postId) return true;
    return false;
  }
}

/** Its window may be any when it asks for items by their ids. */
function mayHold({ window, state, dirtyEntities }: TaskSummary, at: Date): boolean {
  if (state === 'handed-back') return false;
  return dirtyEntities > 0 || (window.start <= at && at <= window.end);
}
