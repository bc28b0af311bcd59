import { type Parking } from '@app/archive';
import { appErrorFaults, type Fault } from '@app/domain';

/** The most urgent kind first. */
export const attentionKinds = [
  'settings-missing',
  'settings-unread',
  'relogin',
  'capture-parked',
  'capture-late',
  'task-failed',
  'parked-items',
  'gap',
  'account-paused',
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** Something an admin should know of. */
export interface Attention {
  kind: AttentionKind;
  severity: Severity;
  /** An account's id, or a job's and a task's. */
  subject?: string;
  /** What is wrong and what to do. */
  text: string;
  since?: Date;
}

/** Time mends a limit of X by itself; the rest of what parks an account is for an admin to mend. */
const PARKED_SEVERITY: Readonly<Record<Fault, Severity>> = {
  transient: 'info',
  permanent: 'warning',
  caller: 'warning',
  setup: 'error',
};

export function parkedSeverity({ reason }: Parking): Severity {
  return PARKED_SEVERITY[appErrorFaults[reason]];
}

/** The most urgent first; of one kind, what has lasted longest. */
export function mostUrgentFirst(list: readonly Attention[]): Attention[] {
  const rank = ({ severity, kind }: Attention) =>
    severities.indexOf(severity) * attentionKinds.length + attentionKinds.indexOf(kind);
  const began = ({ since }: Attention) => since?.getTime() ?? 0;
  return list.toSorted((a, b) => rank(a) - rank(b) || began(a) - began(b));
}
