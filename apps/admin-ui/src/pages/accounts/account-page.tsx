import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import { Link } from 'wouter';

import { pathOf } from '../../api/api-client';
import { useAnswer } from '../../api/queries';
import { type AccountDetail } from '../../api/types';
import { formatNumber, formatTime } from '../../format/format';
import { AccountState } from '../../parts/badges';
import { Facts } from '../../parts/facts';
import { OnlyAdmins, useMayChange } from '../../parts/may-change';
import { Page, Waiting } from '../../parts/page';
import { When } from '../../parts/when';
import { Said } from '../../parts/said';
import { texts } from '../../texts/texts';
import { UsageFacts } from '../usage/usage-facts';
import { AccountActions } from './account-actions';
import { CoveragePicture } from './coverage-picture';
import { openRemediation } from './open-remediation';
import { RecheckSection } from './recheck-section';
import { STREAMS_ID, StreamsSection } from './streams-section';

const SOON_MS = 10_000;
const MINUTE_MS = 60_000;

/** The connector counts the whole archive for it: seldom, but while somebody waits for a capture. */
function detailRefreshMs(account: AccountDetail | undefined): number {
  return account?.captureRequestedAt === undefined ? MINUTE_MS : SOON_MS;
}

const CountsChart = lazy(async () => ({ default: (await import('./counts-chart')).CountsChart }));

const ImportsSection = lazy(async () => ({
  default: (await import('./imports/imports-section')).ImportsSection,
}));

const SelfTestSection = lazy(async () => ({
  default: (await import('./self-test-section')).SelfTestSection,
}));

export function AccountPage({ accountId }: { accountId: string }) {
  const account = useAnswer<AccountDetail>(pathOf`accounts/${accountId}`, {}, detailRefreshMs);
  const { data } = account;
  return (
    <Page title={data ? `@${data.username}` : texts.accounts.account} of={account}>
      {data && <Account of={data} />}
      <p>
        <Link href="/accounts">{texts.accounts.back}</Link>
      </p>
    </Page>
  );
}

function Account({ of }: { of: AccountDetail }) {
  const { accounts } = texts;
  const { parked, coverage, captureRequestedAt } = of;
  const isArchived = of.state !== 'deleted';
  return (
    <>
      {parked && (
        <MessageBar intent="warning" layout="multiline" className="message">
          <MessageBarBody>
            <MessageBarTitle>{accounts.parkedUntil(formatTime(parked.until))}</MessageBarTitle>
            <Said>{parked.message}</Said>
          </MessageBarBody>
        </MessageBar>
      )}
      {isArchived && (
        <OnlyAdmins>
          <AccountActions of={of} />
        </OnlyAdmins>
      )}
      {captureRequestedAt !== undefined && (
        <p role="status">{accounts.captureRequested(formatTime(captureRequestedAt))}</p>
      )}
      <AccountFacts of={of} />
      <UsageFacts of={of.usage} />
      <p>
        <Link href={`/accounts/${encodeURIComponent(of.accountId)}/completeness`}>
          {texts.completeness.open}
        </Link>
      </p>
      <CoveragePicture of={coverage} oldestDay={of.oldestArchivedDay} />
      <Suspense fallback={<Waiting />}>
        <CountsChart accountId={of.accountId} />
        {isArchived && (
          <>
            <ImportsSection accountId={of.accountId} />
            <SelfTestSection accountId={of.accountId} />
            <RecheckSection accountId={of.accountId} />
            <StreamsSection of={of} />
          </>
        )}
      </Suspense>
    </>
  );
}

function AccountFacts({ of }: { of: AccountDetail }) {
  const { accounts } = texts;
  return (
    <Facts
      of={[
        [accounts.state, <AccountState key="state" of={of} />],
        [accounts.caughtUp, <When key="caught-up" at={of.caughtUpAt} />],
        [accounts.archived, accounts.archivedPosts(formatNumber(of.archived))],
        [accounts.reads, accounts.readsOf(formatNumber(of.postsRead))],
        [accounts.kinds, <Streams key="streams" of={of} />],
        [accounts.loggedIn, <When key="logged-in" at={of.loggedInAt} />],
        [accounts.consent, consentText(of)],
        [accounts.jobs, <Jobs key="jobs" of={of} />],
      ]}
    />
  );
}

function Streams({ of: { streamsOn, state } }: { of: AccountDetail }) {
  const { shortNames, change, see } = texts.streams;
  const mayChange = useMayChange();
  return (
    <>
      {streamsOn.map((stream) => shortNames[stream]).join(', ')}{' '}
      {state !== 'deleted' && <a href={`#${STREAMS_ID}`}>{mayChange ? change : see}</a>}
    </>
  );
}

function consentText({ consent }: AccountDetail): string {
  const { accounts } = texts;
  if (!consent) return accounts.noConsent;
  return accounts.consentOf(consent.by, formatTime(consent.at), consent.version);
}

function Jobs({ of: { jobs, loggedInAt } }: { of: AccountDetail }) {
  const { jobStates } = texts.accounts;
  return (
    <ul className="plain">
      {jobs.map((job) => (
        <li key={job.jobId}>
          {job.jobId} <span className="soft">({jobStates[job.state]})</span>{' '}
          <Remediation of={openRemediation(job.remediation, loggedInAt)} />
        </li>
      ))}
    </ul>
  );
}

function Remediation({ of }: { of: ReturnType<typeof openRemediation> }) {
  return of && texts.accounts.remediation[of.type](formatTime(of.since));
}
