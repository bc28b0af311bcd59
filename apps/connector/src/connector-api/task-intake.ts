import { Injectable } from '@nestjs/common';
import { ItemSink } from '@app/blob-export';
import { Clock, type DownloadTask, Secret, sinkContext } from '@app/domain';
import { TaskQueue, TaskStore } from '@app/jobs';
import { Sealer } from '@app/secrets';

import { dirtyEntitiesOf } from './dirty-entities';
import { type DownloadRequestDto } from './download-request.dto';
import { windowOf } from './task-window';

/** Takes in what the Import service asks for. */
@Injectable()
export class TaskIntake {
  constructor(
    private readonly tasks: TaskStore,
    private readonly queue: TaskQueue,
    private readonly sink: ItemSink,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves when the task is safe and queued. Safe first: a crash in between leaves a task that the service, not answered, sends
   * again. The same task may come any number of times; one already delivered is not queued any more. Gives how many entries of
   * `DirtyEntities` were left out.
   */
  async receive(request: DownloadRequestDto): Promise<{ leftOut: number }> {
    const sasUri = new Secret(request.BlobSasUri);
    this.sink.check(sasUri);
    const { JobId: jobId, TaskId: taskId } = request;
    const { ids, leftOut } = dirtyEntitiesOf(request.DirtyEntities);
    const task = await this.tasks.receive({
      schemaVersion: 1,
      jobId,
      taskId,
      window: windowOf(request),
      dirtyEntities: ids,
      sealedSink: await this.sealer.seal(sasUri, sinkContext({ jobId, taskId })),
      receivedAt: this.clock.now(),
      state: 'waiting',
    } satisfies DownloadTask);
    if (task.state === 'waiting') await this.queue.send({ schemaVersion: 1, jobId, taskId });
    return { leftOut };
  }
}
