import { EDITABLE_MS, type Recheck } from '@app/archive';
import { firstIdAt } from '@app/domain';

import { type CaptureProgress } from '../capture-progress';
import { type CaptureRequest } from '../capture-request';
import { type Limited, type Reading } from '../reading';
import { LookUpReading } from './look-up-reading';
import { overlapOf, OverlapReading, type PageNews } from './overlap-reading';
import { type RecheckPorts } from './recheck-ports';

const MINUTE_MS = 60_000;

/** Looks again at what is archived: for posts X has listed late, then for edits and deletions; and removes what the policy says. The first run only notes when to begin. */
export class RecheckReading implements Reading {
  added = 0;
  pages = 0;

  constructor(
    private readonly ports: RecheckPorts,
    private readonly progress: CaptureProgress,
    private readonly request: CaptureRequest,
  ) {}

  async readAll(): Promise<Limited | undefined> {
    if (this.progress.state.recheck) {
      const limited = (await this.readOverlap()) ?? (await this.lookUp());
      await this.removeDeleted();
      return limited;
    }
    await this.progress.noteRecheck(begunAt(this.ports.clock.now()));
    return undefined;
  }

  private get known(): Recheck {
    return this.progress.state.recheck ?? begunAt(this.ports.clock.now());
  }

  private async readOverlap(): Promise<Limited | undefined> {
    const { source, archive, states, keeper, clock, config } = this.ports;
    const now = clock.now();
    const sinceMs = now.getTime() - this.known.overlapAt.getTime();
    if (config.overlapHours === 0 || sinceMs < config.overlapMinutes * MINUTE_MS) return undefined;
    const { coverage } = (await states.load(this.request.accountId)).state;
    const range = overlapOf(coverage, now, config.overlapHours);
    if (range) {
      const reading = new OverlapReading(source, archive, keeper, this.request, range);
      const limited = await reading.readAll({
        onNews: (news) => this.noteNews(news),
        onPage: async (page, late) => {
          this.progress.countRead(page.postsRead);
          await this.noteLate(late);
        },
      });
      this.added += reading.added;
      this.pages += reading.pages;
      if (limited) return limited;
    }
    await this.progress.noteRecheck({ ...this.known, overlapAt: now });
    return undefined;
  }

  private async lookUp(): Promise<Limited | undefined> {
    if (this.ports.config.sweepDays === 0) return undefined;
    const reading = new LookUpReading(this.ports, this.progress, this.request);
    const limited = await reading.readSome(this.known);
    this.added += reading.added;
    this.pages += reading.pages;
    return limited;
  }

  private async removeDeleted(): Promise<void> {
    const { deletedContent, findings, clock } = this.ports;
    const { accountId, signal } = this.request;
    await deletedContent.removeDue({ accountId, findings, now: clock.now(), signal });
  }

  private async noteNews({ late, changed }: PageNews): Promise<void> {
    const { findings } = this.ports;
    await findings.note('posts.late', late);
    await findings.note('posts.changed', changed);
    await this.progress.noteUntold([...late, ...changed]);
  }

  private async noteLate(late: number): Promise<void> {
    const { known } = this;
    const lateAt = late > 0 ? this.ports.clock.now() : known.lateAt;
    await this.progress.noteRecheck({ ...known, late: known.late + late, lateAt });
  }
}

/** What was captured just now need not be looked at again at once. */
function begunAt(now: Date): Recheck {
  return {
    ...{ overlapAt: now, late: 0, changed: 0, deleted: 0, sweptAt: now },
    editsUpTo: firstIdAt(new Date(now.getTime() - EDITABLE_MS)),
  };
}
