import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Clock } from '@app/domain';
import { ImportStore } from '@app/imports';
import { PinoLogger } from 'nestjs-pino';

import { Background, repeat } from './background';
import { ImportTurn } from './import-turn';

/** Somebody waits in front of the page. */
const LOOK_MS = 3000;

/** Imports the archives that were uploaded, one after the other, until the process stops. */
@Injectable()
export class UploadedImports implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background = new Background();

  constructor(
    private readonly store: ImportStore,
    private readonly turn: ImportTurn,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {
    log.setContext(UploadedImports.name);
  }

  onApplicationBootstrap(): void {
    const { clock } = this;
    this.background.start((signal) =>
      repeat((signal) => this.look(signal), { restMs: LOOK_MS, clock, signal }),
    );
  }

  onApplicationShutdown(): Promise<void> {
    return this.background.stop();
  }

  private async look(signal: AbortSignal): Promise<'idle'> {
    try {
      for (const one of await this.store.listPending()) {
        if (signal.aborted) break;
        await this.turn.take(one, signal);
      }
    } catch (error) {
      this.log.error({ err: error }, 'the imports cannot be listed');
    }
    return 'idle';
  }
}
