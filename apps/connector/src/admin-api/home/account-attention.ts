import { behindSince } from '@app/domain';

import { type Account } from '../accounts/account';
import { coverageInTime, FIRST_POST_AT } from '../accounts/coverage-times';
import { type CaptureTime } from '../accounts/parking-in-force';
import { parkingText } from '../accounts/parking-text';
import { type Attention, parkedSeverity } from './attention';
import { streamAttention } from './stream-attention';
import { day, minute } from './time-text';

/** What there is to say of one account. */
export function attentionFor(account: Account, time: CaptureTime): Attention[] {
  return [
    ...remediation(account),
    ...waiting(account),
    ...late(account),
    ...gap(account),
    ...streamAttention(account, time),
  ];
}

/** Once for the account, however many jobs say so; not when its owner has logged in since, for whichever job. */
function remediation({ accountId, username, jobs, loggedInAt }: Account): Attention[] {
  const [oldest] = jobs
    .flatMap((job) => job.remediation ?? [])
    .filter(({ since }) => !loggedInAt || since >= loggedInAt)
    .toSorted((a, b) => a.since.getTime() - b.since.getTime());
  if (!oldest) return [];
  const { type, since } = oldest;
  const text =
    type === 'Relogin'
      ? `The keys of @${username} do not work any more. Open its connector in the Purview portal and let its owner log in again.`
      : `The Import service reports trouble with the connector of @${username}. Look at it in the Purview portal.`;
  return [{ kind: 'relogin', severity: 'error', subject: accountId, text, since }];
}

function waiting({ accountId, username, state, parked, capture }: Account): Attention[] {
  const subject = accountId;
  if (state === 'paused') {
    const text = `@${username} is paused: nothing it posts is archived until it is resumed.`;
    return [{ kind: 'account-paused', severity: 'info', subject, text }];
  }
  if (state !== 'parked' || !parked) return [];
  const severity = parkedSeverity(parked);
  const text = `Capture of @${username} waits until ${minute(parked.until)}. ${parkingText(parked)}`;
  const { caughtUpAt: since } = capture;
  return [{ kind: 'capture-parked', severity, subject, text, ...(since && { since }) }];
}

function late({ accountId: subject, username, state, jobs, capture }: Account): Attention[] {
  if (state !== 'late') return [];
  const created = jobs.filter((job) => job.state === 'created');
  const since = behindSince(created, capture.caughtUpAt);
  const what = capture.caughtUpAt
    ? `@${username} was last read to its newest post at ${minute(since)}.`
    : `@${username} has not been read to its newest post yet.`;
  const text = `${what} Check that a worker runs, and look into its log.`;
  return [{ kind: 'capture-late', severity: 'error', subject, text, since }];
}

/** All gaps of the account at once. */
function gap({ accountId: subject, username, capture }: Account): Attention[] {
  const gaps = coverageInTime(capture.coverage).filter(({ state }) => state === 'unreachable');
  const [first, last] = [gaps[0], gaps.at(-1)];
  if (!first || !last) return [];
  const begin = first.from > FIRST_POST_AT ? `between ${day(first.from)} and` : 'before';
  const text = `X does not list posts of @${username} made ${begin} ${day(last.to)} any more${gaps.length > 1 ? `, in ${gaps.length} stretches` : ''}: they are not archived.`;
  return [{ kind: 'gap', severity: 'warning', subject, text }];
}
