import { Card, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { Link } from 'wouter';

import { useAnswer } from '../../api/queries';
import { type AccountSummary, type HomeView } from '../../api/types';
import { formatNumber } from '../../format/format';
import { AccountState } from '../../parts/badges';
import { Page } from '../../parts/page';
import { Said } from '../../parts/said';
import { Ago } from '../../parts/when';
import { texts } from '../../texts/texts';
import { UsageFacts } from '../usage/usage-facts';
import { AttentionList } from './attention-list';
import { isQuiet } from './is-quiet';

export function HomePage() {
  const home = useAnswer<HomeView>('home');
  return (
    <Page title={texts.home.title} of={home}>
      {home.data && <Home view={home.data} />}
    </Page>
  );
}

function Home({ view }: { view: HomeView }) {
  const { home } = texts;
  const { attention, accounts, lastCaptureAt, lastDelivery, usage, alerts } = view;
  return (
    <>
      <div className="cards">
        <Card>
          <h2>{home.lastCapture}</h2>
          <p className="figure">
            {lastCaptureAt === undefined ? home.noCapture : <Ago at={lastCaptureAt} />}
          </p>
        </Card>
        <Card>
          <h2>{home.lastDelivery}</h2>
          <p className="figure">
            {lastDelivery === undefined ? home.noDelivery : <Ago at={lastDelivery.at} />}
          </p>
          {lastDelivery && <Delivery of={lastDelivery} />}
        </Card>
      </div>
      {alerts.length > 0 && <Alerts of={alerts} />}
      {attention.length > 0 && (
        <section>
          <h2>{home.attention}</h2>
          <AttentionList of={attention} />
        </section>
      )}
      {isQuiet(view) && <Quiet />}
      <h2>{home.usage}</h2>
      <UsageFacts of={usage} />
      <h2>{home.accounts}</h2>
      {accounts.length === 0 && <p>{home.noAccounts}</p>}
      <ul className="plain">
        {accounts.map((account) => (
          <Account key={account.accountId} of={account} />
        ))}
      </ul>
    </>
  );
}

/** What somebody was told of. */
function Alerts({ of }: { of: HomeView['alerts'] }) {
  return (
    <section>
      <h2>{texts.home.alerts}</h2>
      <ul className="plain">
        {of.map(({ code, subject, text, action, raisedAt }) => (
          <li key={`${code} ${subject}`}>
            <Said>{text}</Said> <code>{code}</code>
            <div>
              <Said>{action}</Said>
            </div>
            <div className="soft">
              {texts.home.raised} <Ago at={raisedAt} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Quiet() {
  return (
    <MessageBar intent="success" layout="multiline" className="message">
      <MessageBarBody>{texts.home.quiet}</MessageBarBody>
    </MessageBar>
  );
}

function Delivery({ of }: { of: NonNullable<HomeView['lastDelivery']> }) {
  const { jobId, taskId, itemCount } = of;
  const task = `/tasks/${encodeURIComponent(jobId)}/${encodeURIComponent(taskId)}`;
  return (
    <p>
      {texts.home.deliveredItems(formatNumber(itemCount))} ·{' '}
      <Link href={task}>{texts.home.tasks}</Link>
    </p>
  );
}

function Account({ of }: { of: AccountSummary }) {
  const { accountId, username, caughtUpAt } = of;
  return (
    <li>
      <Link href={`/accounts/${encodeURIComponent(accountId)}`}>@{username}</Link>{' '}
      <AccountState of={of} />{' '}
      {caughtUpAt !== undefined && (
        <span className="soft">
          {texts.accounts.caughtUp} <Ago at={caughtUpAt} />
        </span>
      )}
    </li>
  );
}
