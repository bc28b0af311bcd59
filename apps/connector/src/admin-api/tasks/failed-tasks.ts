import { Injectable } from '@nestjs/common';
import { DeliveryConfig } from '@app/config';
import { Clock } from '@app/domain';
import { JobStore, type TaskSummary, UndeliveredTasks } from '@app/jobs';

/** The tasks that do not go as they should. */
@Injectable()
export class FailedTasks {
  constructor(
    private readonly jobs: JobStore,
    private readonly tasks: UndeliveredTasks,
    private readonly clock: Clock,
    private readonly config: DeliveryConfig,
  ) {}

  /**
   * Waiting ones whose last try failed or that wait longer than a task may, then those handed back whose window was not delivered since,
   * however long ago that is; the newest first.
   */
  async list(): Promise<TaskSummary[]> {
    const jobIds = (await this.jobs.list()).map(({ jobId }) => jobId);
    const unfinished = await this.tasks.unfinished(jobIds);
    const waiting = unfinished.filter(({ state }) => state === 'waiting');
    const handedBack = unfinished.filter(({ state }) => state === 'handed-back');
    return [
      ...waiting.filter((task) => this.waitsInVain(task)),
      ...(await this.tasks.notDeliveredSince(handedBack)),
    ];
  }

  private waitsInVain({ lastError, progress, receivedAt, wait }: TaskSummary): boolean {
    const movedAt = wait?.until ?? progress?.at ?? receivedAt;
    if (movedAt > this.clock.now()) return false;
    const waitedMs = this.clock.now().getTime() - movedAt.getTime();
    return lastError !== undefined || waitedMs > this.config.coverageWaitSeconds * 1000;
  }
}
