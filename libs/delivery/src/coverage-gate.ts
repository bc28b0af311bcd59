import { Injectable } from '@nestjs/common';
import { CaptureStateStore } from '@app/archive';
import { DeliveryConfig } from '@app/config';
import {
  Clock,
  type DownloadTask,
  firstIdAt,
  type IdRange,
  intervalsWithin,
  isSettled,
  lastIdAt,
  type TimeWindow,
} from '@app/domain';

/** What the archive can say of a window: what it holds for certain, and what X would not show. */
export interface CoverageStatement {
  complete: IdRange[];
  unreachable: IdRange[];
}

export type GateAnswer =
  | { kind: 'settled'; statement: CoverageStatement }
  | { kind: 'not-yet' }
  | { kind: 'waited-too-long' };

/** Lets a task through once capture has read the whole of its window. */
@Injectable()
export class CoverageGate {
  constructor(
    private readonly states: CaptureStateStore,
    private readonly clock: Clock,
    private readonly config: DeliveryConfig,
  ) {}

  async check(accountId: string, task: DownloadTask): Promise<GateAnswer> {
    const { coverage } = (await this.states.load(accountId)).state;
    const range = idsOf(task.window);
    if (isSettled(coverage, range)) {
      const within = (state: 'complete' | 'unreachable') => intervalsWithin(coverage, range, state);
      const statement = { complete: within('complete'), unreachable: within('unreachable') };
      return { kind: 'settled', statement };
    }
    const waitedMs = this.clock.now().getTime() - task.receivedAt.getTime();
    const tooLong = waitedMs > this.config.coverageWaitSeconds * 1000;
    return { kind: tooLong ? 'waited-too-long' : 'not-yet' };
  }
}

/** Ids know milliseconds, but X tells the time of a post in whole seconds: one made later in the last second belongs to it. */
function idsOf({ start, end }: TimeWindow): IdRange {
  const lastMs = Math.floor(end.getTime() / 1000) * 1000 + 999;
  return { from: firstIdAt(start), to: lastIdAt(new Date(lastMs)) };
}
