import { Injectable } from '@nestjs/common';
import { TaskManifests } from '@app/delivery';
import { type Actor, AppError } from '@app/domain';
import { JobStore, TaskList, TaskQueue } from '@app/jobs';

import { AuditTrail } from '../../audit/audit-trail';
import { checkNotDeleted } from '../check-not-deleted';
import {
  type TaskDetail,
  type TaskPageView,
  type TaskView,
  viewOfManifest,
  viewOfTask,
} from './task.view';
import { type TaskKeyDto, type TaskQueryDto } from './tasks.dto';

/** Where download tasks are looked at, and hurried. */
@Injectable()
export class TaskDesk {
  constructor(
    private readonly jobs: JobStore,
    private readonly tasks: TaskList,
    private readonly queue: TaskQueue,
    private readonly manifests: TaskManifests,
    private readonly audit: AuditTrail,
  ) {}

  /** Tasks of deleted jobs too: what was delivered for them stays delivered. */
  async list({ jobId, ...query }: TaskQueryDto): Promise<TaskPageView> {
    const known = await this.jobs.list({ withDeleted: true });
    const jobs = new Map(known.map((job) => [job.jobId, job]));
    const jobIds = jobId === undefined ? [...jobs.keys()] : [jobId];
    const { tasks, continuation } = await this.tasks.page({ ...query, jobIds });
    return {
      tasks: tasks.map((task) => viewOfTask(task, jobs.get(task.jobId))),
      ...(continuation !== undefined && { continuation }),
    };
  }

  /** Rejects with `jobs.unknown_task`. */
  async show({ jobId, taskId }: TaskKeyDto): Promise<TaskDetail> {
    const view = await this.view({ jobId, taskId });
    const link = await this.manifests.find(jobId, taskId);
    return {
      ...view,
      ...(link && { manifest: viewOfManifest(await this.manifests.summarize(link)) }),
    };
  }

  /**
   * Queues a waiting task once more, to be worked on at once: also one whose message was put aside as poisonous. A worker that is at it
   * keeps it to itself. Rejects with `jobs.unknown_task`, `jobs.task_ended` or `jobs.deleted`.
   */
  async retry({ jobId, taskId }: TaskKeyDto, caller: Actor): Promise<TaskView> {
    const view = await this.view({ jobId, taskId });
    if (view.state !== 'waiting') throw hasEnded(view);
    checkNotDeleted(await this.jobs.find(jobId));
    await this.queue.send({ schemaVersion: 1, jobId, taskId });
    await this.audit.done(caller, 'task.retried', taskId, { jobId });
    return view;
  }

  /** The bytes of the task's last manifest. Rejects with `jobs.unknown_task`, or `archive.no_manifest`. */
  async openManifest({ jobId, taskId }: TaskKeyDto): Promise<AsyncIterable<Uint8Array>> {
    await this.view({ jobId, taskId });
    const link = await this.manifests.find(jobId, taskId);
    if (link) return this.manifests.open(link);
    throw new AppError('archive.no_manifest', 'Nothing was delivered for this task yet.');
  }

  private async view({ jobId, taskId }: TaskKeyDto) {
    const task = await this.tasks.find(jobId, taskId);
    if (task) return viewOfTask(task, await this.jobs.find(jobId));
    throw new AppError('jobs.unknown_task', 'There is no such task.');
  }
}

function hasEnded({ state }: Pick<TaskView, 'state'>): AppError {
  return new AppError(
    'jobs.task_ended',
    state === 'delivered'
      ? 'The task is delivered; there is nothing to try again.'
      : 'The task was handed back. The Import service asks for it again, with a new container to write to.',
  );
}
