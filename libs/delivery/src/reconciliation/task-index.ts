import { type TaskOutline } from '@app/jobs';

import { inWholeSeconds } from '../task-entries';

export interface IndexedTask extends TaskOutline {
  /** Its items are in a manifest, whatever its end. */
  hasManifest?: boolean;
}

/** Tasks by the months their windows touch. */
export class TaskIndex {
  private readonly months = new Map<string, IndexedTask[]>();

  add(task: IndexedTask): void {
    const { start, end } = task.window;
    const month = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth()));
    for (; month <= end; month.setUTCMonth(month.getUTCMonth() + 1)) {
      const known = this.months.get(monthOf(month)) ?? [];
      known.push(task);
      this.months.set(monthOf(month), known);
    }
  }

  /** Those that ask for what was made at the time. */
  covering(time: Date): IndexedTask[] {
    const near = this.months.get(monthOf(time)) ?? [];
    const covers = ({ start, end }: IndexedTask['window']) => start <= time && time <= end;
    return near.filter(({ window }) => covers(inWholeSeconds(window)));
  }
}

export function monthOf(time: Date): string {
  return time.toISOString().slice(0, 7);
}
