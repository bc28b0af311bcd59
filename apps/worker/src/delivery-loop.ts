import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DeliveryConfig } from '@app/config';
import { type Consumed, TaskConsumer } from '@app/delivery';
import { Clock, isAppError } from '@app/domain';
import { PinoLogger } from 'nestjs-pino';

import { Background, repeat } from './background';

/** Serves waiting download tasks, one after the other, until the process stops. */
@Injectable()
export class DeliveryLoop implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background = new Background();

  constructor(
    private readonly consumer: TaskConsumer,
    private readonly config: DeliveryConfig,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {
    log.setContext(DeliveryLoop.name);
  }

  onApplicationBootstrap(): void {
    const { clock } = this;
    const restMs = this.config.pollSeconds * 1000;
    this.background.start((signal) =>
      repeat((signal) => this.consume(signal), { restMs, clock, signal }),
    );
  }

  onApplicationShutdown(): Promise<void> {
    return this.background.stop();
  }

  private async consume(signal: AbortSignal): Promise<'busy' | 'idle'> {
    try {
      const consumed = await this.consumer.consumeNext(signal);
      if (consumed) this.report(consumed);
      return consumed ? 'busy' : 'idle';
    } catch (error) {
      this.log.error({ err: error }, 'the task queue cannot be worked on');
      return 'idle';
    }
  }

  private report({ message: { jobId, taskId }, ...consumed }: Consumed): void {
    if (consumed.kind !== 'failed') {
      this.log.info({ event: 'task', jobId, taskId, ...consumed }, `task ${consumed.kind}`);
      return;
    }
    const { error, attempt } = consumed;
    const level = isAppError(error) && error.fault === 'transient' ? 'warn' : 'error';
    this.log[level](
      { event: 'task', jobId, taskId, kind: 'failed', attempt, err: error },
      'task failed',
    );
  }
}
