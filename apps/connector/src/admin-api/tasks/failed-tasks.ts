import { Injectable } from '@nestjs/common';
import { Clock } from '@app/domain';
import { JobStore, TaskList, type TaskSummary } from '@app/jobs';

const DAY_MS = 24 * 3600_000;
/** More than anybody reads. */
const MOST = 200;

/** The tasks that do not go as they should. */
@Injectable()
export class FailedTasks {
  constructor(
    private readonly jobs: JobStore,
    private readonly tasks: TaskList,
    private readonly clock: Clock,
  ) {}

  /** Waiting ones whose last try failed, then those handed back within a day and not asked for again; the newest first, 200 of each. */
  async list(): Promise<TaskSummary[]> {
    const jobIds = (await this.jobs.list()).map(({ jobId }) => jobId);
    const [waiting, handedBack] = await Promise.all([
      this.tasks.page({ jobIds, state: 'waiting', limit: MOST }),
      this.tasks.page({ jobIds, state: 'handed-back', limit: MOST }),
    ]);
    const since = this.clock.now().getTime() - DAY_MS;
    return [
      ...waiting.tasks.filter(({ lastError }) => lastError !== undefined),
      ...handedBack.tasks.filter(({ completedAt }) => (completedAt?.getTime() ?? 0) >= since),
    ];
  }
}
