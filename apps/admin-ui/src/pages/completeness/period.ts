import { type CompletenessView } from '../../api/types';

/** Days as `2026-03-01`, both included; empty: as the connector takes it. */
export interface Period {
  from: string;
  to: string;
}

/** What the address asks for; what it leaves open is what the report is of. */
export function shownPeriod(
  search: URLSearchParams,
  report: Pick<CompletenessView, 'from' | 'to'> | undefined,
): Period {
  const day = (name: 'from' | 'to') => search.get(name) ?? report?.[name].slice(0, 10) ?? '';
  return { from: day('from'), to: day('to') };
}
