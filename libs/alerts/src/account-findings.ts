import { type CaptureState, type DayCount, type Parking } from '@app/archive';
import { type AlertConfig } from '@app/config';
import {
  appErrorDocs,
  appErrorFaults,
  behindSince,
  type ConnectorJob,
  gapsIn,
  timeOfId,
} from '@app/domain';
import { type Alert } from '@app/jobs';

import { alertActions, type AlertCode } from './alert-codes';
import { type StreamStanding } from './capture-standings';

const HOUR_MS = 3600_000;
/** An account that posts on most of so many days usually posts. */
const USUAL_DAYS = 28;
const USUAL_SHARE = 0.7;
/** What an alert is about that is not about one of the streams beside them. */
const OWN = 'posts';

/** What is known of an account that is to be captured. */
export interface AccountFacts {
  accountId: string;
  username: string;
  jobs: readonly ConnectorJob[];
  /** Of its own posts. */
  capture: CaptureState;
  /** Of the streams that are switched on. */
  streams: readonly StreamStanding[];
  /** Own posts by day, of the last 28 days before today. */
  days: readonly DayCount[];
}

export function anAlert(
  code: AlertCode,
  subject: string,
  since: Date,
  { text, about }: Pick<Alert, 'text' | 'about'>,
): Alert {
  return { code, subject, since, text, action: alertActions[code], ...(about && { about }) };
}

/** The promises that are broken to an account. */
export function accountFindings(
  facts: AccountFacts,
  now: Date,
  config: Pick<AlertConfig, 'captureLateMinutes' | 'silenceHours'>,
): Alert[] {
  return [...behind(facts, now, config), ...gapOpened(facts), ...silence(facts, now, config)];
}

/** One of a kind: own posts first, then the streams that are switched on, without which nothing is delivered either. */
function behind(
  facts: AccountFacts,
  now: Date,
  config: Pick<AlertConfig, 'captureLateMinutes'>,
): Alert[] {
  const stopped = captureStopped(facts, now);
  if (stopped.length > 0) return stopped;
  const { streams } = facts;
  const going = streams.filter(({ capture }) => !needsAdmin(capture.parked));
  return [
    ...streams.flatMap((each) => streamStopped(facts, each, now)).slice(0, 1),
    ...[
      ...captureLate(facts, now, config),
      ...going.flatMap((each) => streamLate(facts, each, now, config)),
    ].slice(0, 1),
  ];
}

function needsAdmin(parked: Parking | undefined): parked is Parking {
  return parked !== undefined && appErrorFaults[parked.reason] === 'setup';
}

function streamStopped(
  { accountId, username }: AccountFacts,
  { stream, capture: { parked, caughtUpAt } }: StreamStanding,
  now: Date,
): Alert[] {
  if (!needsAdmin(parked)) return [];
  const { meaning, action } = appErrorDocs[parked.reason];
  const text = `Capture of the ${stream} of @${username} is stopped, and nothing of the account is delivered meanwhile. ${meaning} ${action}`;
  return [anAlert('capture-stopped', accountId, caughtUpAt ?? now, { text, about: stream })];
}

/** Its first reading takes the time it takes. */
function streamLate(
  { accountId, username }: AccountFacts,
  { stream, capture: { caughtUpAt } }: StreamStanding,
  now: Date,
  { captureLateMinutes }: Pick<AlertConfig, 'captureLateMinutes'>,
): Alert[] {
  if (!caughtUpAt || now.getTime() - caughtUpAt.getTime() <= captureLateMinutes * 60_000) return [];
  const text = `Capture of the ${stream} of @${username} has not come to the newest since ${caughtUpAt.toISOString()}.`;
  return [anAlert('capture-late', accountId, caughtUpAt, { text })];
}

/** By something that only an admin can mend. */
function captureStopped({ accountId, username, jobs, capture }: AccountFacts, now: Date): Alert[] {
  const { parked, caughtUpAt } = capture;
  const lastLogin = Math.max(...jobs.map(({ tokenSetAt }) => tokenSetAt?.getTime() ?? 0));
  const relogin = jobs
    .flatMap(({ remediation }) => remediation ?? [])
    .find(({ type, since }) => type === 'Relogin' && since.getTime() >= lastLogin);
  if (relogin) {
    const text = `The keys of @${username} do not work any more: its owner must log in again.`;
    return [anAlert('capture-stopped', accountId, relogin.since, { text, about: OWN })];
  }
  if (!needsAdmin(parked)) return [];
  const { meaning, action } = appErrorDocs[parked.reason];
  const text = `Capture of @${username} is stopped. ${meaning} ${action}`;
  return [anAlert('capture-stopped', accountId, caughtUpAt ?? now, { text, about: OWN })];
}

function captureLate(
  { accountId, username, jobs, capture }: AccountFacts,
  now: Date,
  { captureLateMinutes }: Pick<AlertConfig, 'captureLateMinutes'>,
): Alert[] {
  const since = behindSince(jobs, capture.caughtUpAt);
  if (now.getTime() - since.getTime() <= captureLateMinutes * 60_000) return [];
  const text = `@${username} was not read to its newest post since ${since.toISOString()}.`;
  return [anAlert('capture-late', accountId, since, { text })];
}

/** What X had ceased to list before the account was connected is no surprise. */
function gapOpened({ accountId, username, jobs, capture }: AccountFacts): Alert[] {
  const connected = behindSince(jobs, undefined);
  const ends = gapsIn(capture.coverage)
    .flatMap(({ to }) => timeOfId(to) ?? [])
    .filter((to) => to > connected);
  const newest = ends.at(-1);
  if (!newest) return [];
  const others = ends.length > 1 ? `, nor those of ${ends.length - 1} earlier times` : '';
  const text = `X does not list posts of @${username} up to ${newest.toISOString()} any more that were made since it was connected${others}: they are not archived.`;
  return [anAlert('gap-opened', accountId, newest, { text, about: newest.toISOString() })];
}

function silence(
  { accountId, username, days }: AccountFacts,
  now: Date,
  { silenceHours }: Pick<AlertConfig, 'silenceHours'>,
): Alert[] {
  const last = days.at(-1);
  const silentSince = last && new Date(Date.parse(`${last.day}T00:00:00Z`) + 24 * HOUR_MS);
  if (silenceHours === 0 || !silentSince) return [];
  const silentMs = now.getTime() - silentSince.getTime();
  const usual = (USUAL_DAYS - silentMs / (24 * HOUR_MS)) * USUAL_SHARE;
  if (silentMs <= silenceHours * HOUR_MS || days.length < usual) return [];
  const text = `@${username} has not posted since ${silentSince.toISOString()}, though it posts on most days.`;
  return [anAlert('silence', accountId, silentSince, { text })];
}
