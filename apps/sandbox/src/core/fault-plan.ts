import { Injectable } from '@nestjs/common';

import { type Fault } from './fault';

/** Faults waiting to happen, in the order they were asked for. */
@Injectable()
export class FaultPlan {
  /** How many requests each has met that has a name. */
  readonly met: Record<string, number> = {};
  private faults: Fault[] = [];

  add(fault: Fault): void {
    this.faults.push({ ...fault });
  }

  clear(): void {
    this.faults = [];
  }

  /** How many requests are still to be met. */
  waiting(): number {
    return this.faults.reduce((sum, { times }) => sum + times, 0);
  }

  /** The fault that meets this request, if any; it is then one time fewer. */
  take(target: Fault['target'], path: string): Fault | undefined {
    const fault = this.faults.find((each) => isDue(each, target, path));
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.name !== undefined) this.met[fault.name] = (this.met[fault.name] ?? 0) + 1;
    if (fault.times === 0) this.faults = this.faults.filter((each) => each !== fault);
    return fault;
  }
}

/** Is it this request's turn? One that is let pass is counted. */
function isDue(fault: Fault, target: Fault['target'], path: string): boolean {
  if (fault.target !== target || !path.includes(fault.path ?? '')) return false;
  if (fault.after === 0) return true;
  fault.after -= 1;
  return false;
}
