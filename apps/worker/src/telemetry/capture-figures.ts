import { Injectable } from '@nestjs/common';
import { CaptureStateStore } from '@app/archive';
import { LimitsConfig } from '@app/config';
import {
  behindSince,
  Clock,
  type ConnectorJob,
  gapsIn,
  type Stream,
  wantsCapture,
} from '@app/domain';
import { ReadCounts, readMonthOf, readsOfAll, StreamChoices } from '@app/jobs';
import { type Reading } from '@app/telemetry';

import { type FigureParts } from './figure-parts';

interface StreamOfAccount {
  accountId: string;
  stream: Stream;
  /** When it was asked for. */
  since: Date;
}

/** How capture stands, of every account that is to be captured. */
@Injectable()
export class CaptureFigures {
  readonly parts = {
    streams: async (jobs) => this.ofStreams(await jobs()),
    reads: () => this.ofReads(),
  } satisfies FigureParts;

  constructor(
    private readonly states: CaptureStateStore,
    private readonly choices: StreamChoices,
    private readonly reads: ReadCounts,
    private readonly limits: LimitsConfig,
    private readonly clock: Clock,
  ) {}

  private async ofStreams(jobs: readonly ConnectorJob[]): Promise<Reading[]> {
    const [states, streams] = await Promise.all([this.states.loadAll(), this.wanted(jobs)]);
    const now = this.clock.now().getTime();
    return streams.flatMap(({ accountId, stream, since }): Reading[] => {
      const { caughtUpAt = since, coverage } = states.of(accountId, stream);
      const attributes = { 'account.id': accountId, stream };
      const lag = Math.max(0, Math.round((now - caughtUpAt.getTime()) / 1000));
      const gaps = gapsIn(coverage).length;
      return [
        { name: 'twitter_archive.capture.lag_seconds', value: lag, attributes },
        { name: 'twitter_archive.capture.gaps', value: gaps, attributes },
      ];
    });
  }

  private async wanted(jobs: readonly ConnectorJob[]): Promise<StreamOfAccount[]> {
    const chosen = await this.choices.all();
    const byAccount = Map.groupBy(jobs.filter(wantsCapture), ({ accountId }) => accountId);
    return [...byAccount].flatMap(([accountId, itsJobs]): StreamOfAccount[] => [
      { accountId, stream: 'posts', since: behindSince(itsJobs, undefined) },
      ...(chosen.get(accountId) ?? []).map((one) => ({ accountId, ...one })),
    ]);
  }

  private async ofReads(): Promise<Reading[]> {
    const used = readsOfAll(await this.reads.of(readMonthOf(this.clock.now())));
    const { xReadsPerMonth: limit } = this.limits;
    const readings: Reading[] = [{ name: 'twitter_archive.x.reads', value: used }];
    if (limit !== undefined) readings.push({ name: 'twitter_archive.x.reads_limit', value: limit });
    return readings;
  }
}
