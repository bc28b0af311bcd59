import { Injectable } from '@nestjs/common';
import { type ImportRunEnd, ImportRunner, UploadSweep } from '@app/capture';
import { CaptureConfig } from '@app/config';
import { isAppError } from '@app/domain';
import { type SuppliedImport } from '@app/imports';
import { ExclusiveWork } from '@app/jobs';
import { PinoLogger } from 'nestjs-pino';

/** One uploaded archive's turn: to be imported, one of an account at a time among all workers, or to be cleared away. */
@Injectable()
export class ImportTurn {
  constructor(
    private readonly runner: ImportRunner,
    private readonly sweep: UploadSweep,
    private readonly exclusive: ExclusiveWork,
    private readonly config: CaptureConfig,
    private readonly log: PinoLogger,
  ) {
    log.setContext(ImportTurn.name);
  }

  /** Never rejects: what failed is logged here, once, and tried again later. */
  async take(one: SuppliedImport, signal: AbortSignal): Promise<void> {
    const { accountId, importId } = one;
    const about = { event: 'import', accountId, importId };
    try {
      if (await this.sweep.tidy(one)) return;
      if (one.state !== 'waiting' && one.state !== 'running') return;
      const end = await this.runAlone(one, signal);
      if (end) this.report(about, end);
    } catch (error) {
      if (signal.aborted) return;
      this.log.error({ ...about, err: error }, 'import not done');
    }
  }

  private runAlone(one: SuppliedImport, signal: AbortSignal): Promise<ImportRunEnd | undefined> {
    const { leaseSeconds } = this.config;
    const turn = { name: `import.${one.accountId}`, leaseSeconds, signal };
    return this.exclusive.run(turn, (held) => this.runner.run(one, held));
  }

  private report(about: object, end: ImportRunEnd): void {
    const { kind } = end;
    switch (kind) {
      case 'nothing':
        return;
      case 'done':
      case 'cancelled':
        this.log.info({ ...about, kind, ...end.known.report }, `import ${kind}`);
        return;
      case 'failed':
      case 'delayed': {
        const level = isAppError(end.error) ? 'warn' : 'error';
        this.log[level]({ ...about, kind, err: end.error }, `import ${kind}`);
      }
    }
  }
}
