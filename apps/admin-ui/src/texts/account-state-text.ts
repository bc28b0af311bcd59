import { type AccountSummary } from '../api/types';
import { texts } from './texts';

export type StateColor = 'success' | 'informative' | 'warning' | 'danger';

const COLORS = {
  capturing: 'success',
  'never-captured': 'informative',
  late: 'danger',
  parked: 'danger',
  paused: 'warning',
  'not-set-up': 'informative',
  deleted: 'informative',
} as const satisfies Record<AccountSummary['state'], StateColor>;

/** What passes by itself. */
const LIMITED = 'twitter.rate_limited';

/** An account's state in a few words: of one that waits, what for. */
export function accountStateText({ state, parked }: Pick<AccountSummary, 'state' | 'parked'>): {
  text: string;
  color: StateColor;
} {
  const { states, parkedFor } = texts.accounts;
  if (state !== 'parked') return { text: states[state], color: COLORS[state] };
  const reason = parked?.reason;
  const text = new Map(Object.entries(parkedFor)).get(reason ?? '') ?? states.parked;
  return { text, color: reason === LIMITED ? 'warning' : COLORS.parked };
}
