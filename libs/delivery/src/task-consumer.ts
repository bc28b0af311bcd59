import { Injectable } from '@nestjs/common';
import { DeliveryConfig } from '@app/config';
import { ExclusiveWork, type TakenTask, type TaskMessage, TaskQueue } from '@app/jobs';

import { type RunResult, TaskRunner } from './task-runner';

type Outcome =
  | RunResult
  /** Another worker is at this task. */
  | { kind: 'busy' }
  /** It comes back by itself, up to the configured number of times. */
  | { kind: 'failed'; error: unknown; attempt: number };

export type Consumed = { message: TaskMessage } & Outcome;

/** Takes download tasks from the queue, one at a time. */
@Injectable()
export class TaskConsumer {
  constructor(
    private readonly queue: TaskQueue,
    private readonly exclusive: ExclusiveWork,
    private readonly runner: TaskRunner,
    private readonly config: DeliveryConfig,
  ) {}

  /**
   * Works on the next waiting task, if any, and says what came of it. The task's failure is an answer; a rejection means that the
   * queue itself failed. When aborted, the task is given back at once.
   */
  async consumeNext(signal: AbortSignal): Promise<Consumed | undefined> {
    const taken = await this.queue.take(this.config.hideSeconds);
    return taken && { message: taken.message, ...(await this.consume(taken, signal)) };
  }

  private async consume(taken: TakenTask, signal: AbortSignal): Promise<Outcome> {
    const { message } = taken;
    const turn = {
      name: `task.${message.jobId}.${message.taskId}`,
      leaseSeconds: this.config.hideSeconds,
      signal,
      alsoExtend: () => taken.extend(this.config.hideSeconds),
    };
    try {
      const result = await this.exclusive.run(turn, (held) => this.runner.run(message, held));
      if (result) await this.settle(taken, result);
      else await taken.release(this.config.retrySeconds);
      return result ?? { kind: 'busy' };
    } catch (error) {
      return this.fail(taken, error, signal);
    }
  }

  private async settle(taken: TakenTask, result: RunResult): Promise<void> {
    switch (result.kind) {
      case 'delivered':
      case 'ended-before':
      case 'handed-back':
        return taken.remove();
      case 'not-yet':
        return taken.release(this.config.retrySeconds);
      case 'unknown':
        return taken.poison('There is no such job or task.');
    }
  }

  private async fail(taken: TakenTask, error: unknown, signal: AbortSignal): Promise<Outcome> {
    const attempt = taken.deliveryCount;
    if (signal.aborted) await taken.release(0);
    else if (attempt < this.config.maxAttempts) await taken.release(this.config.retrySeconds);
    else {
      const reason = `Given up after ${attempt} attempts; the service was told to ask again.`;
      await this.runner.giveUp(taken.message, reason, signal);
      await taken.poison(reason);
    }
    return { kind: 'failed', error, attempt };
  }
}
