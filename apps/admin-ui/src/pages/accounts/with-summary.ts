import { type AccountDetail, type AccountSummary } from '../../api/types';

/** An account as it was read, with what its change was answered by. */
export function withSummary(known: AccountDetail, summary: AccountSummary): AccountDetail {
  const { streamsOn } = summary;
  const streams = known.streams.map((each) => ({ ...each, on: streamsOn.includes(each.stream) }));
  return { ...known, ...summary, streams };
}
