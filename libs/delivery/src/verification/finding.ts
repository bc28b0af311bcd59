/**
 * `broken`: something is not what was stored, or not there. `left-over`: something that nothing points at; a process that was stopped
 * may have left it, or what pointed at it was removed.
 */
export interface Finding {
  severity: 'broken' | 'left-over';
  /** The blob, or the row as `table/partition/row`. */
  name: string;
  /** What is wrong with it. */
  what: string;
}

/** So many are told by name; of the others only how many. */
const MAX_TOLD = 1000;

/** What was found, in order. */
export class Findings {
  readonly told: Finding[] = [];
  broken = 0;
  leftOver = 0;

  constructor(private readonly onFinding: (finding: Finding) => void = () => undefined) {}

  isBroken(name: string, what: string): void {
    this.add({ severity: 'broken', name, what });
  }

  isLeftOver(name: string, what: string): void {
    this.add({ severity: 'left-over', name, what });
  }

  add(finding: Finding): void {
    if (finding.severity === 'broken') this.broken += 1;
    else this.leftOver += 1;
    if (this.told.length < MAX_TOLD) this.told.push(finding);
    this.onFinding(finding);
  }
}
