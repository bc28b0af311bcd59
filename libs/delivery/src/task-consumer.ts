import { Injectable } from '@nestjs/common';
import { DeliveryConfig } from '@app/config';
import { Clock, isAppError } from '@app/domain';
import {
  type ExclusiveTurn,
  ExclusiveWork,
  type TakenTask,
  type TaskMessage,
  TaskQueue,
} from '@app/jobs';

import { type RunResult, TaskRunner } from './task-runner';

type Outcome =
  | RunResult
  /** Another worker is at this task. */
  | { kind: 'busy' }
  /** The worker was asked to end. */
  | { kind: 'given-back' }
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
    private readonly clock: Clock,
  ) {}

  /**
   * Works on the next waiting task, if any, and says what came of it. The task's failure is an answer; a rejection means that the
   * queue itself failed. When aborted, the task is given back at once. A task lost to another worker meanwhile is left to that one.
   */
  async consumeNext(signal: AbortSignal): Promise<Consumed | undefined> {
    const taken = await this.queue.take(this.config.hideSeconds);
    if (!taken) return undefined;
    const { message } = taken;
    try {
      return { message, ...(await this.consume(taken, signal)) };
    } catch (error) {
      if (!isAppError(error, 'jobs.conflict')) throw error;
      return { message, kind: 'busy' };
    }
  }

  private async consume(taken: TakenTask, signal: AbortSignal): Promise<Outcome> {
    const { message } = taken;
    const turn = {
      name: `task.${message.jobId}.${message.taskId}`,
      // Over before the task comes back: the next worker is not to find a dead one busy, and forget the try.
      leaseSeconds: Math.ceil(0.9 * this.config.hideSeconds),
      signal,
      alsoExtend: () => taken.extend(this.config.hideSeconds),
    };
    try {
      const tries = { attempt: taken.deliveryCount, most: 2 * this.config.maxAttempts };
      const work = (held: AbortSignal) => this.runner.run(message, tries, held);
      const result = await this.exclusive.run(turn, work);
      if (result) await this.settle(taken, result);
      else await taken.postpone(this.config.retrySeconds);
      return result ?? { kind: 'busy' };
    } catch (error) {
      if (isAppError(error, 'jobs.conflict')) throw error;
      return this.fail(taken, error, turn);
    }
  }

  private async settle(taken: TakenTask, result: RunResult): Promise<void> {
    switch (result.kind) {
      case 'delivered':
      case 'ended-before':
      case 'handed-back':
      case 'job-deleted':
        return taken.remove();
      case 'not-yet':
        return taken.postpone(this.config.retrySeconds);
      case 'waits':
        return taken.postpone(this.secondsUntil(result.until));
      case 'unknown':
        return taken.poison('There is no such job or task.');
    }
  }

  /** Rounded up: a second early, the day has not come. */
  private secondsUntil(time: Date): number {
    return Math.max(1, Math.ceil((time.getTime() - this.clock.now().getTime()) / 1000));
  }

  private async fail(taken: TakenTask, error: unknown, turn: ExclusiveTurn): Promise<Outcome> {
    const attempt = taken.deliveryCount;
    if (turn.signal.aborted) {
      await taken.postpone(0);
      return { kind: 'given-back' };
    }
    if (attempt < this.config.maxAttempts) await taken.release(this.config.retrySeconds);
    else return this.giveUp(taken, error, turn);
    return { kind: 'failed', error, attempt };
  }

  /**
   * Puts the task aside once the service knows that it has to ask again; until then it stays in the queue. So it does while another
   * worker is at it, sent as it was a second time: the service is not to hear of a failure after a success.
   */
  private async giveUp(taken: TakenTask, error: unknown, turn: ExclusiveTurn): Promise<Outcome> {
    const attempt = taken.deliveryCount;
    try {
      const given = await this.exclusive.run(turn, async (held) => {
        await this.runner.giveUp(taken.message, held);
        return taken;
      });
      if (!given) await taken.release(this.config.retrySeconds);
      else
        await taken.poison(
          `Given up after ${attempt} attempts; the service was told to ask again.`,
        );
      return { kind: 'failed', error, attempt };
    } catch (failure) {
      if (isAppError(failure, 'jobs.conflict')) throw failure;
      await taken.release(this.config.retrySeconds);
      return { kind: 'failed', error: failure, attempt };
    }
  }
}
