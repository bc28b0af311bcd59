import { type Query } from '../../api/api-client';

export interface AuditFilterValues {
  /** Days as `2026-03-01`, both included; empty: no bound. */
  from: string;
  to: string;
  action: string;
  actor: string;
}

export const noFilter: AuditFilterValues = { from: '', to: '', action: '', actor: '' };

const DAY_MS = 86_400_000;

/** The filter in the API's words: times of UTC, the end not included. */
export function auditQuery({ from, to, action, actor }: AuditFilterValues): Query {
  return {
    from: midnight(from, 0),
    to: midnight(to, DAY_MS),
    action: action || undefined,
    actor: actor.trim() || undefined,
  };
}

/** A day that is still being typed is no bound. */
function midnight(day: string, laterMs: number): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  return new Date(Date.parse(day) + laterMs).toISOString();
}
