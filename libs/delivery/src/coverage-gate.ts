import { Injectable } from '@nestjs/common';
import { CaptureStateStore } from '@app/archive';
import { DeliveryConfig } from '@app/config';
import {
  Clock,
  type Coverage,
  type DownloadTask,
  firstIdAt,
  type IdRange,
  intervalsWithin,
  isSettled,
  lastIdAt,
  type OptionalStream,
  type Stream,
  type TimeWindow,
  wholeSecond,
} from '@app/domain';
import { StreamChoices } from '@app/jobs';

/** What the archive can say of a window: what it holds for certain, and what X would not show. */
export interface StreamStatement {
  complete: IdRange[];
  unreachable: IdRange[];
}

/** Of the account's own posts, and of every other stream that was switched on. */
export interface CoverageStatement extends StreamStatement {
  streams?: Partial<Record<OptionalStream, StreamStatement>>;
}

export function streamStatement(coverage: Coverage, range: IdRange): StreamStatement {
  const within = (state: 'complete' | 'unreachable') => intervalsWithin(coverage, range, state);
  return { complete: within('complete'), unreachable: within('unreachable') };
}

export type GateAnswer =
  | { kind: 'settled'; statement: CoverageStatement }
  | { kind: 'not-yet' }
  | { kind: 'waited-too-long' };

/** Lets a task through once capture has read the whole of its window, in every stream that is switched on. */
@Injectable()
export class CoverageGate {
  constructor(
    private readonly states: CaptureStateStore,
    private readonly choices: StreamChoices,
    private readonly clock: Clock,
    private readonly config: DeliveryConfig,
  ) {}

  async check(accountId: string, task: DownloadTask): Promise<GateAnswer> {
    const range = idsOf(task.window);
    const chosen = await this.choices.of(accountId);
    const posts = await this.settled(accountId, 'posts', range);
    const others = await Promise.all(
      chosen.map(async (stream) => [stream, await this.settled(accountId, stream, range)] as const),
    );
    if (posts && others.every(([, statement]) => statement)) {
      const streams = chosen.length > 0 ? { streams: Object.fromEntries(others) } : {};
      return { kind: 'settled', statement: { ...posts, ...streams } };
    }
    const waitedMs = this.clock.now().getTime() - task.receivedAt.getTime();
    const tooLong = waitedMs > this.config.coverageWaitSeconds * 1000;
    return { kind: tooLong ? 'waited-too-long' : 'not-yet' };
  }

  /** What a stream holds of the range; `undefined` while it is not read. */
  private async settled(
    accountId: string,
    stream: Stream,
    range: IdRange,
  ): Promise<StreamStatement | undefined> {
    const { coverage } = (await this.states.load(accountId, stream)).state;
    if (!isSettled(coverage, range)) return undefined;
    return streamStatement(coverage, range);
  }
}

/** Ids know milliseconds, but X tells the time of a post in whole seconds: one made later in the last second belongs to it. */
export function idsOf({ start, end }: TimeWindow): IdRange {
  const lastMs = wholeSecond(end).getTime() + 999;
  return { from: firstIdAt(start), to: lastIdAt(new Date(lastMs)) };
}
