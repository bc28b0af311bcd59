import { join } from 'node:path';

import { serverCertificate } from '../../apps/sandbox/src/core/certificates';
import { type LocalProcess } from '../../scripts/local/local-process';
import { datasetSize } from '../../scripts/local/until-delivered';
import { aFolder, aStack } from '../support/a-stack';
import { deploySecret } from '../support/deploy-secret';
import {
  refusal,
  SMTP_PASSWORD,
  SMTP_USER,
  type SmtpMailbox,
  startSmtpMailbox,
} from '../support/smtp-mailbox';
import { rowsOf } from '../support/snapshot';
import { until } from '../support/until';

const POSTS = 120;
const KILL_AT = [20, 60];
/** On a machine that does other things too. */
const TIME_LIMIT_MS = 300_000;

jest.setTimeout(TIME_LIMIT_MS);

/** The worker alone: no connector, no job in a portal. */
describe('a worker with a mail server', () => {
  const dataDir = aFolder();
  const stack = aStack({ dataDir, posts: `${POSTS}` });
  let mailbox: SmtpMailbox;
  let worker: LocalProcess;

  beforeAll(async () => {
    await stack.startSurroundings();
    const { cert, key } = await serverCertificate(join(dataDir, 'sandbox'));
    mailbox = await startSmtpMailbox({ secure: true, cert, key });
  });
  afterAll(() => mailbox.close());

  const startWorker = async () => {
    worker = await stack.startWorker({
      MAIL_SINK: 'smtp',
      MAIL_HOST: 'localhost',
      MAIL_PORT: `${mailbox.port}`,
      MAIL_USER: SMTP_USER,
      MAIL_FROM: 'connector@contoso.example',
      MAIL_TO: 'journal@contoso.example',
      MAIL_INTERVAL_SECONDS: '1',
      DELIVERY_HIDE_SECONDS: '2',
      CAPTURE_LEASE_SECONDS: '2',
    });
  };
  const messageIds = () =>
    mailbox.arrived.map(({ bytes }) => /^Message-ID: <(.*)@twitter/im.exec(bytes.toString())?.[1]);
  const uniqueIds = () => [...new Set(messageIds())].sort();
  /** The versions the archive has, by the same names. */
  const archived = async () => {
    const rows = await rowsOf(stack.azurite.connectionString, 'posts');
    const keys = rows.map((row) => row.split('/')[1] ?? '').filter((key) => key !== 'counts');
    return keys.map((key) => key.replace(/^0+/, '')).sort();
  };
  const said = (text: string) => stack.lines.some(({ line }) => line.includes(text));

  it('names the secret that is missing, and delivers nothing until it is set', async () => {
    await startWorker();
    await until(() => said('"code":"secrets.missing"'));
    expect(said('mail-password')).toBe(true);
    await worker.stop();
    expect(mailbox.arrived).toEqual([]);
    await deploySecret(stack, dataDir, { name: 'mail-password', value: SMTP_PASSWORD });
  });

  it('killed twice, delivers every archived post, and at most the one it was at twice', async () => {
    for (const count of KILL_AT) {
      await startWorker();
      await until(() => mailbox.arrived.length >= count);
      await worker.stop('SIGKILL');
    }
    await startWorker();
    const size = datasetSize({ stats: await stack.sandbox.stats() });
    await until(() => uniqueIds().length >= size);
    expect(uniqueIds()).toEqual(await archived());
    expect(messageIds().length - size).toBeLessThanOrEqual(KILL_AT.length);
    expect(mailbox.arrived).toMatchObject(
      mailbox.arrived.map(() => ({ to: ['journal@contoso.example'] })),
    );
  });

  it('puts aside what the server refuses, and delivers what is posted after it', async () => {
    const before = mailbox.arrived.length;
    const refused = 'This text is refused';
    mailbox.answer = (bytes) =>
      bytes.includes(refused) ? refusal(554, '5.7.1 Not that one') : undefined;
    const id = await stack.sandbox.say(refused);
    await until(() => said('message put aside'));
    const [next = ''] = await stack.sandbox.post(1);
    await until(() => mailbox.arrived.length > before);
    expect(messageIds().at(-1)).toContain(next);
    expect(messageIds().some((each) => each?.startsWith(id))).toBe(false);
  });

  it('ends when it is asked to, and has told nobody its password', async () => {
    expect(await worker.stop()).toBe(0);
    expect(said(SMTP_PASSWORD)).toBe(false);
  });
});
