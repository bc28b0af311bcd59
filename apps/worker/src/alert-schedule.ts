import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { AlertRound, type RoundResult } from '@app/alerts';
import { AlertConfig } from '@app/config';
import { Clock } from '@app/domain';
import { ExclusiveWork } from '@app/jobs';
import { PinoLogger } from 'nestjs-pino';

import { Background, repeat } from './background';

const LEASE_SECONDS = 60;

/** Looks for broken promises at an interval, one worker at a time, and says in the log what is raised and resolved. */
@Injectable()
export class AlertSchedule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background = new Background();

  constructor(
    private readonly round: AlertRound,
    private readonly exclusive: ExclusiveWork,
    private readonly config: AlertConfig,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {
    log.setContext(AlertSchedule.name);
  }

  onApplicationBootstrap(): void {
    const { clock } = this;
    const restMs = this.config.intervalSeconds * 1000;
    this.background.start((signal) =>
      repeat((signal) => this.look(signal), { restMs, clock, signal }),
    );
  }

  onApplicationShutdown(): Promise<void> {
    return this.background.stop();
  }

  private async look(signal: AbortSignal): Promise<'idle'> {
    try {
      const turn = { name: 'alerts', leaseSeconds: LEASE_SECONDS, signal };
      await this.exclusive.run(turn, async (held) => {
        for await (const result of this.round.run(held)) this.report(result);
        return this.round;
      });
    } catch (error) {
      if (!signal.aborted) this.log.error({ err: error }, 'broken promises cannot be looked for');
    }
    return 'idle';
  }

  private report({ changed, unseen, failures }: RoundResult): void {
    for (const { code, subject, state, since, text, action } of changed) {
      const level = state === 'raised' ? 'error' : 'info';
      this.log[level]({ event: 'alert', code, subject, state, since, action }, text);
    }
    for (const { codes, subject, error: err } of unseen) {
      if (err === undefined) continue;
      const fields = { event: 'alert', codes, subject, err };
      this.log.error(fields, 'whether promises are kept cannot be seen');
    }
    for (const err of failures) {
      this.log.warn({ event: 'alert', err }, 'nobody could be told of an alert');
    }
  }
}
