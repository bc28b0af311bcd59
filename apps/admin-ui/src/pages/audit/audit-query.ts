import { type Query } from '../../api/api-client';

export interface AuditFilterValues {
  /** Days as `2026-03-01`, both included; empty: no bound. */
  from: string;
  to: string;
  action: string;
  actor: string;
}

export const noFilter: AuditFilterValues = { from: '', to: '', action: '', actor: '' };

/** The filter in the API's words, in which a day is one of UTC, and includes its end. */
export function auditQuery({ from, to, action, actor }: AuditFilterValues): Query {
  return {
    from: wholeDay(from),
    to: wholeDay(to),
    action: action || undefined,
    actor: actor.trim() || undefined,
  };
}

/** Does it leave anything out? */
export function isFiltered(filter: AuditFilterValues): boolean {
  return Object.values(auditQuery(filter)).some((value) => value !== undefined);
}

/** A day that is still being typed is no bound. */
function wholeDay(day: string): string | undefined {
  return /^\d{4}-\d\d-\d\d$/.test(day) ? day : undefined;
}
