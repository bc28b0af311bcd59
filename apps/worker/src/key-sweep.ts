import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { AccountKeyring } from '@app/capture';
import { Clock, type ConnectorJob } from '@app/domain';
import { PinoLogger } from 'nestjs-pino';

import { Background, repeat } from './background';

const REST_MS = 10 * 60_000;

/**
 * Forgets the keys of accounts that no job needs any more: those of jobs that nobody has finished setting up, and those that could not be
 * forgotten when their job was deleted.
 */
@Injectable()
export class KeySweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background = new Background();

  constructor(
    private readonly keyring: AccountKeyring,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {
    log.setContext(KeySweep.name);
  }

  onApplicationBootstrap(): void {
    const { clock } = this;
    this.background.start((signal) =>
      repeat((signal) => this.sweep(signal), { restMs: REST_MS, clock, signal }),
    );
  }

  onApplicationShutdown(): Promise<void> {
    return this.background.stop();
  }

  private async sweep(signal: AbortSignal): Promise<'idle'> {
    await this.endAbandoned(signal);
    try {
      for (const accountId of await this.keyring.unreleased()) {
        if (signal.aborted) break;
        await this.release(accountId, signal);
      }
    } catch (error) {
      this.log.error({ err: error }, 'the keys that nothing needs cannot be looked for');
    }
    return 'idle';
  }

  /** What cannot be noted keeps no keys either: it comes up at the next sweep. */
  private async endAbandoned(signal: AbortSignal): Promise<void> {
    const note = ({ jobId, accountId }: ConnectorJob) =>
      this.audit.append({
        at: this.clock.now(),
        actor: { kind: 'worker' },
        action: 'job.deleted',
        subject: jobId,
        result: 'done',
        details: { accountId, reason: 'The set-up was not finished within a day.' },
      });
    try {
      await this.keyring.endAbandoned(note, signal);
    } catch (error) {
      if (signal.aborted) return;
      this.log.warn({ event: 'keys', err: error }, 'jobs never set up are not ended yet');
    }
  }

  /** One account's failure keeps no other's keys. */
  private async release(accountId: string, signal: AbortSignal): Promise<void> {
    try {
      await this.keyring.release(accountId, signal);
      this.log.info({ event: 'keys', accountId }, 'keys forgotten');
    } catch (error) {
      if (signal.aborted) return;
      this.log.warn({ event: 'keys', accountId, err: error }, 'keys not forgotten yet');
    }
  }
}
