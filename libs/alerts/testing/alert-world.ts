import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { AlertConfig, LimitsConfig, MailConfig, SecretsConfig, slice } from '@app/config';
import { Secret } from '@app/domain';
import { ChainAnchors, ChainVerification, MailBacklog, MailLogin, Strays } from '@app/delivery';
import { UndeliveredTasks } from '@app/jobs';
import { TrustedKeys } from '@app/secrets';
import { FakeStoredChains } from '@testing/archive';
import { FakeAuditLog } from '@testing/audit';
import { DeliveryWorld, reconciliationOf } from '@testing/delivery';
import { FakeAlertBook, FakeMailLedger, FakeReadCounts } from '@testing/jobs';
import { FakeMailSink } from '@testing/mail-export';

import { AccountWatch } from '../src/account-watch';
import { AlertMail } from '../src/alert-mail';
import { AlertReceivers } from '../src/alert-receivers';
import { AlertFinder, AlertRound, type RoundResult } from '../src/alert-round';
import { CaptureStandings } from '../src/capture-standings';
import { ChainWatch } from '../src/chain-watch';
import { DailyCheck } from '../src/daily-check';
import { MailWatch } from '../src/mail-watch';
import { ServiceWatch } from '../src/service-watch';
import { AlertWebhook } from '../src/webhook';

const KEY = 'a key of sixteen';
export const HOUR_MS = 3600_000;

/** Who is called, and what he answers. */
class Receiver {
  readonly told: { id: string; code: string; state: string; text: string }[] = [];
  readonly signatures: unknown[] = [];
  status = 200;
  private readonly server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (this.status === 200) this.told.push(JSON.parse(body) as (typeof this.told)[number]);
      const expected = createHmac('sha256', KEY).update(body).digest('hex');
      this.signatures.push(request.headers['x-connector-signature'] === `sha256=${expected}`);
      response.writeHead(this.status).end();
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return `http://127.0.0.1:${address.port}/alerts?token=secret`;
  }

  forget(): void {
    this.told.length = 0;
    this.signatures.length = 0;
    this.status = 200;
  }

  stop(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(done));
  }

  get said(): string[] {
    return this.told.map(({ code, state }) => `${code} ${state}`);
  }
}

type AlertReceiverConfig = Partial<Pick<AlertConfig, 'mailTo'>>;

/** For the tests of a file: who is called, with nothing heard at the beginning of each, and worlds that call him. */
export function alertWorlds() {
  const receiver = new Receiver();
  let url: string;
  beforeAll(async () => {
    url = await receiver.start();
  });
  afterAll(() => receiver.stop());
  beforeEach(() => receiver.forget());
  return {
    receiver,
    setUp: (more: AlertReceiverConfig = {}, sink: MailConfig['sink'] = 'off') =>
      anAlertWorld(url, more, sink),
  };
}

/** What came of all looks of a round. */
export async function wholeRound(round: AlertRound): Promise<RoundResult> {
  const looks = await Array.fromAsync(round.run(new AbortController().signal));
  return {
    changed: looks.flatMap(({ changed }) => changed),
    unseen: looks.flatMap(({ unseen }) => unseen),
    failures: looks.flatMap(({ failures }) => failures),
  };
}

/** A worker that looks for broken promises, an account that is read to its newest post, and who is told by `url` and by mail. */
async function anAlertWorld(url: string, more: AlertReceiverConfig, sink: MailConfig['sink']) {
  const world = await DeliveryWorld.open();
  const { clock, jobs, states, choices, posts, list, queue } = world;
  const [book, reads, ledger] = [new FakeAlertBook(), new FakeReadCounts(), new FakeMailLedger()];
  const config = slice(AlertConfig, {
    ...{ intervalSeconds: 300, captureLateMinutes: 60, silenceHours: 72, dailyHour: 3 },
    ...{ webhookUrl: new Secret(url), webhookKey: new Secret(KEY) },
    mailTo: 'ada@contoso.example',
    ...more,
  });
  const mailbox = new FakeMailSink();
  const server = slice(MailConfig, {
    ...{ sink, host: 'mail.contoso.example', port: 465, security: 'tls', folder: '' },
    ...{ from: 'connector@contoso.example', to: '', intervalSeconds: 60, timeoutMs: 1000 },
  });
  const limits = slice(LimitsConfig, { deliveryItemsPerDay: 150_000, xReadsPerMonth: 100 });
  const accounts = new AccountWatch(
    jobs,
    new CaptureStandings(states, choices),
    posts,
    clock,
    config,
  );
  const service = new ServiceWatch(jobs, new UndeliveredTasks(list), queue, reads, clock);
  const audit = new FakeAuditLog();
  const keys = new TrustedKeys(world.signer, new SecretsConfig());
  const stored = new FakeStoredChains(world.manifests);
  const verification = new ChainVerification(stored, keys);
  const anchors = new ChainAnchors(audit, clock);
  const strays = new Strays(stored, jobs);
  const chains = new ChainWatch(verification, anchors, strays, book, clock);
  const daily = new DailyCheck(jobs, reconciliationOf(world), chains, clock);
  const newFinder = () => {
    const backlog = new MailBacklog(posts, states, ledger, clock);
    const mail = new MailWatch(jobs, backlog, ledger, clock, server);
    return new AlertFinder(accounts, service, mail, daily, limits);
  };
  let finder = newFinder();
  const restart = () => (finder = newFinder());
  const catchUp = async () => {
    const { state, revision } = await states.load('7');
    await states.save('7', { ...state, caughtUpAt: clock.now() }, revision);
  };
  await catchUp();
  /** As a worker that has just started, but for what `restart` lets it forget. */
  const newRound = () => {
    const mail = new AlertMail(new MailLogin(mailbox, world.secrets, server), server, config);
    const receivers = new AlertReceivers(new AlertWebhook(config), mail);
    return new AlertRound(finder, book, receivers, clock, config);
  };
  const look = () => wholeRound(newRound());
  const mailed = () =>
    mailbox.arrived.map(({ bytes }) => /^Subject: (.*)\r$/m.exec(bytes.toString())?.[1]);
  const at = async (hours: number) => {
    clock.advance(hours * HOUR_MS);
    await catchUp();
    return look();
  };
  return {
    world,
    daily,
    book,
    reads,
    ledger,
    audit,
    strays,
    mailbox,
    mailed,
    config,
    newRound,
    restart,
    look,
    catchUp,
    at,
  };
}
