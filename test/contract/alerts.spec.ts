import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlertRound, AlertsModule } from '@app/alerts';
import {
  AlertConfig,
  ExportConfig,
  LimitsConfig,
  MailConfig,
  SecretsConfig,
  slice,
} from '@app/config';
import { Secret } from '@app/domain';
import { TaskQueue } from '@app/jobs';
import { secretNames, SecretStore } from '@app/secrets';
import { wholeRound } from '@testing/alerts';
import { FakeClock } from '@testing/domain';

import { serverCertificate } from '../../apps/sandbox/src/core/certificates';
import { openModule } from '../support/open-module';
import {
  refusal,
  SMTP_PASSWORD,
  SMTP_USER,
  type SmtpMailbox,
  startSmtpMailbox,
} from '../support/smtp-mailbox';
import { freshStorage } from '../support/storage';
import { trust } from '../support/trust';

const folder = mkdtempSync(join(tmpdir(), 'contract-alerts-'));
let mailbox: SmtpMailbox;

beforeAll(async () => {
  const { ca, cert, key } = await serverCertificate(folder);
  trust(ca);
  mailbox = await startSmtpMailbox({ secure: true, cert, key });
});
afterAll(async () => {
  await mailbox.close();
  rmSync(folder, { recursive: true });
});

/** As a worker has it, but for the time. */
async function open() {
  const server = slice(MailConfig, {
    ...{ sink: 'off', host: 'localhost', port: mailbox.port, security: 'tls', user: SMTP_USER },
    ...{ from: 'connector@contoso.example', to: '', folder: '' },
    ...{ intervalSeconds: 60, timeoutMs: 5000 },
  });
  const alerts = slice(AlertConfig, {
    ...{ intervalSeconds: 300, captureLateMinutes: 60, silenceHours: 72, dailyHour: 23 },
    mailTo: 'ada@contoso.example',
  });
  const secrets = slice(SecretsConfig, {
    ...{ vaultUrl: undefined, directory: folder, cacheSeconds: 0, verifyChallenge: true },
  });
  const limits = slice(LimitsConfig, { deliveryItemsPerDay: 150_000 });
  const exporting = slice(ExportConfig, {
    timeoutMs: 30_000,
    ...{ allowedHosts: [], uploadConcurrency: 1, maxItemBytes: 1000 },
  });
  const slices = [freshStorage(), server, alerts, secrets, limits, exporting];
  const opened = await openModule(AlertsModule, { slices, clock: new FakeClock() });
  const store = opened.get(SecretStore, { strict: false });
  await store.set(secretNames.mailPassword, new Secret(SMTP_PASSWORD));
  const queue = opened.get(TaskQueue, { strict: false });
  const look = () => wholeRound(opened.get(AlertRound));
  return { queue, look };
}

describe('an alert by e-mail', () => {
  it('is sent to whoever is to hear of it, once the mail server takes it', async () => {
    const { queue, look } = await open();
    expect(await look()).toEqual({ changed: [], unseen: [], failures: [] });
    await queue.send({ schemaVersion: 1, jobId: 'job', taskId: 'task' });
    await (await queue.take(30))?.poison('reason');

    mailbox.answer = () => refusal(451, '4.3.0 Later');
    const { changed, failures } = await look();
    expect(changed).toMatchObject([{ code: 'task-poisoned', state: 'raised' }]);
    expect(failures).toMatchObject([{ code: 'mail.unavailable' }]);
    mailbox.answer = () => undefined;
    expect(await look()).toEqual({ changed: [], unseen: [], failures: [] });
    await look();

    expect(mailbox.arrived).toMatchObject([
      { from: 'connector@contoso.example', to: ['ada@contoso.example'] },
    ]);
    const text = mailbox.arrived[0]?.bytes.toString() ?? '';
    expect(text).toContain('Subject: Twitter archive: raised task-poisoned (connector)\r\n');
    expect(text).not.toContain(SMTP_PASSWORD);
  });
});
