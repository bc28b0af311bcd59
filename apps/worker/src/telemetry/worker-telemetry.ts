import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PostArchive } from '@app/archive';
import { CompletionReporter } from '@app/blob-export';
import { AccountCapture } from '@app/capture';
import { TaskConsumer, TaskDelivery, TaskRunner } from '@app/delivery';
import { Telemetry } from '@app/telemetry';
import { PostSource } from '@app/twitter-ingestion';
import { PinoLogger } from 'nestjs-pino';

import { Figures } from './figures';
import { type CaptureParts, watchCapture } from './watch-capture';
import { type DeliveryParts, watchDelivery } from './watch-delivery';

@Injectable()
export class WatchedCapture implements CaptureParts {
  constructor(
    readonly capture: AccountCapture,
    readonly source: PostSource,
    readonly archive: PostArchive,
  ) {}
}

@Injectable()
export class WatchedDelivery implements DeliveryParts {
  constructor(
    readonly consumer: TaskConsumer,
    readonly runner: TaskRunner,
    readonly delivery: TaskDelivery,
    readonly reporter: CompletionReporter,
  ) {}
}

/** Has the worker's work counted and traced, if that is configured. */
@Injectable()
export class WorkerTelemetry implements OnModuleInit {
  constructor(
    private readonly telemetry: Telemetry,
    private readonly figures: Figures,
    private readonly capture: WatchedCapture,
    private readonly delivery: WatchedDelivery,
    private readonly log: PinoLogger,
  ) {
    log.setContext(WorkerTelemetry.name);
  }

  /** Before any work begins. */
  async onModuleInit(): Promise<void> {
    const instruments = await this.telemetry.start('worker', () => {
      this.log.warn({ event: 'telemetry' }, 'figures or traces could not be handed on');
    });
    if (!instruments) return;
    instruments.observe(() => this.figures.read());
    watchCapture(instruments, this.capture);
    watchDelivery(instruments, this.delivery);
  }
}
