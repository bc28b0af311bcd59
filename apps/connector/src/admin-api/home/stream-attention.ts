import { type OptionalStream } from '@app/domain';

import { type Account } from '../accounts/account';
import { type AccountStream } from '../accounts/account-stream';
import { coverageInTime } from '../accounts/coverage-times';
import { type CaptureTime, LATE_INTERVALS } from '../accounts/parking-in-force';
import { parkingText } from '../accounts/parking-text';
import { type Attention, parkedSeverity } from './attention';
import { day, minute } from './time-text';

/** Workers read streams besides posts no more often, however short the interval is. */
const SHORTEST_INTERVAL_MS = 60_000;

/** What each holds, of an account whose name follows. */
const NAMES: Readonly<Record<OptionalStream, string>> = {
  mentions: 'mentions of',
  quotes: 'quotes of',
  messages: 'direct messages of',
  likes: 'likes of',
  profile: 'profile changes of',
};

/** What there is to say of streams that are on. Nothing while there is something with the whole account: that says it already. */
export function streamAttention(account: Account, { now, intervalMs }: CaptureTime): Attention[] {
  const isLate = (since: Date) =>
    now.getTime() - since.getTime() > LATE_INTERVALS * Math.max(intervalMs, SHORTEST_INTERVAL_MS);
  if (account.state !== 'capturing' || !account.capture.caughtUpAt) return [];
  return account.streams.flatMap((stream) => [
    ...waiting(account, stream),
    ...late(account, stream, isLate),
    ...gap(account, stream),
  ]);
}

function waiting(
  { accountId: subject, username }: Account,
  { stream, parked, capture: { caughtUpAt: since } }: AccountStream,
): Attention[] {
  if (!parked) return [];
  const what = `Capture of ${NAMES[stream]} @${username} waits until ${minute(parked.until)}.`;
  const text = `${what} ${parkingText(parked)}`;
  const severity = parkedSeverity(parked);
  return [{ kind: 'capture-parked', severity, subject, text, ...(since && { since }) }];
}

/** Own posts are read first in each turn, so that a stream that fails again and again shows. */
function late(
  { accountId: subject, username }: Account,
  { stream, since: chosenAt, parked, capture: { caughtUpAt } }: AccountStream,
  isLate: (since: Date) => boolean,
): Attention[] {
  const since = caughtUpAt ?? chosenAt;
  if (parked || !isLate(since)) return [];
  const text = `Capture of ${NAMES[stream]} @${username} has not come to its end since ${minute(since)}, though its own posts are read. Look into the worker's log.`;
  return [{ kind: 'capture-late', severity: 'error', subject, text, since }];
}

/** What X had ceased to list before the stream was switched on is no surprise, and nobody can help it. */
function gap(
  { accountId: subject, username }: Account,
  { stream, since, capture }: AccountStream,
): Attention[] {
  const gaps = coverageInTime(capture.coverage).filter(
    ({ state, to }) => state === 'unreachable' && to > since,
  );
  const [first, last] = [gaps[0], gaps.at(-1)];
  if (!first || !last) return [];
  const from = first.from > since ? first.from : since;
  const text = `X does not list ${NAMES[stream]} @${username} made between ${day(from)} and ${day(last.to)} any more: they are not archived.`;
  return [{ kind: 'gap', severity: 'warning', subject, text }];
}
