import { DeliveryConfig, MailConfig, slice } from '@app/config';
import { AppError, type ConnectorJob, Secret } from '@app/domain';
import { ExclusiveWork } from '@app/jobs';
import { secretNames } from '@app/secrets';
import { aPostToSave } from '@testing/archive';
import { MailWorld } from '@testing/delivery';
import { aJob, FakeJobStore, FakeLeaseStore } from '@testing/jobs';
import { recordLog } from '@testing/logging';

import { MailSchedule } from './mail-schedule';
import { MailTurn } from './mail-turn';

const settle = () => new Promise((resolve) => setImmediate(resolve));
const until = async (isSo: () => boolean) => {
  while (!isSo()) await settle();
};
const MINUTE_MS = 60_000;
const posted = new Date(Date.UTC(2025, 2, 1));
const covered = new Date(Date.UTC(2025, 2, 30));
const never = new AbortController().signal;

const deliveryConfig = slice(DeliveryConfig, {
  ...{ pollSeconds: 5, hideSeconds: 120, retrySeconds: 60 },
  ...{ coverageWaitSeconds: 3600, maxAttempts: 5 },
});

/** A worker beside an archive with one post. */
async function setUp({
  sink = 'imap',
  ...job
}: Partial<ConnectorJob> & { sink?: MailConfig['sink'] } = {}) {
  const world = await MailWorld.open();
  await world.archive(posted, 'hello');
  await world.cover(covered);
  const { clock } = world;
  const jobs = new FakeJobStore();
  await jobs.save(aJob({ accountId: '7', ...job }));
  const log = recordLog();
  const exclusive = new ExclusiveWork(new FakeLeaseStore(clock), clock);
  const config = slice(MailConfig, {
    ...{ sink, host: 'localhost', port: 993, security: 'tls', user: 'ada', folder: 'f' },
    ...{ from: '', to: '', intervalSeconds: 60, timeoutMs: 1000 },
  });
  const turn = new MailTurn(world.startProcess(), exclusive, deliveryConfig, log.logger());
  const schedule = new MailSchedule(jobs, turn, config, clock, log.logger());
  const untilSaid = async (msg: string, times = 1) => {
    await until(() => log.lines.filter((line) => line.msg === msg).length >= times);
  };
  return { world, jobs, schedule, lines: log.lines, untilSaid, exclusive };
}

describe('MailSchedule', () => {
  it.each([{}, { paused: true }])(
    'delivers what is archived of a job (%j), and says so',
    async (job) => {
      const { world, schedule, lines, untilSaid } = await setUp(job);
      schedule.onApplicationBootstrap();
      await untilSaid('mail delivered');
      await schedule.onApplicationShutdown();
      expect(world.arrived()).toEqual(world.archived());
      expect(lines).toContainEqual(
        expect.objectContaining({
          level: 'info',
          event: 'mail',
          accountId: '7',
          delivered: 1,
          parked: 0,
        }),
      );
    },
  );

  it('looks again after the interval', async () => {
    const { world, schedule, untilSaid } = await setUp();
    schedule.onApplicationBootstrap();
    await untilSaid('mail delivered');
    await world.archive(posted, 'changed');
    for (let i = 0; i < 10; i++) await settle();
    expect(world.arrived()).toHaveLength(1);
    world.clock.advance(MINUTE_MS);
    await untilSaid('mail delivered', 2);
    await schedule.onApplicationShutdown();
    expect(world.arrived()).toHaveLength(2);
  });

  it.each([
    [{ sink: 'off' as const }],
    [{ state: 'deleted' as const }],
    [{ state: 'pending' as const }],
  ])('delivers nothing of %j', async (job) => {
    const { world, schedule } = await setUp(job);
    schedule.onApplicationBootstrap();
    for (let i = 0; i < 50; i++) await settle();
    await schedule.onApplicationShutdown();
    expect(world.arrived()).toEqual([]);
  });

  it.each([{ state: 'deleted' as const }, { state: 'pending' as const }])(
    'delivers nothing of %j while it delivers of another',
    async (job) => {
      const { world, jobs, schedule, untilSaid, lines } = await setUp(job);
      const { state } = await world.states.load('7');
      await jobs.save(aJob({ jobId: '8', accountId: '8' }));
      const seen = { pageName: 'page', at: posted };
      await world.posts.savePosts('8', [aPostToSave('8', { createdAt: posted })], seen);
      await world.states.save('8', state, undefined);
      schedule.onApplicationBootstrap();
      await untilSaid('mail delivered');
      await schedule.onApplicationShutdown();
      const told = lines.filter(({ msg }) => msg === 'mail delivered');
      expect(told).toMatchObject([{ accountId: '8' }]);
      expect(world.arrived()).toHaveLength(1);
    },
  );

  it('names what it has put aside', async () => {
    const { world, schedule, lines, untilSaid } = await setUp();
    const [id = ''] = world.archived();
    world.mailbox.refused.set(
      `<${id}@twitter.invalid>`,
      new AppError('mail.message_refused', 'No.'),
    );
    schedule.onApplicationBootstrap();
    await untilSaid('message put aside');
    await schedule.onApplicationShutdown();
    expect(lines).toContainEqual(
      expect.objectContaining({
        ...{ level: 'warn', event: 'mail', accountId: '7', postId: id.split('.')[0] },
        ...{ code: 'mail.message_refused', reason: 'No.' },
      }),
    );
  });

  it('tries a refused login for few accounts, and again after a quarter of an hour', async () => {
    const { world, jobs, schedule, lines, untilSaid } = await setUp();
    const seen = { pageName: 'page', at: posted };
    const { state } = await world.states.load('7');
    for (const accountId of ['71', '72', '73', '74', '75', '76']) {
      await jobs.save(aJob({ jobId: accountId, accountId }));
      await world.posts.savePosts(accountId, [aPostToSave(accountId, { createdAt: posted })], seen);
      await world.states.save(accountId, state, undefined);
    }
    const password = await world.secrets.find(secretNames.mailPassword);
    await world.secrets.set(secretNames.mailPassword, new Secret('wrong'));
    schedule.onApplicationBootstrap();
    await untilSaid('mail delivery waits before it is tried again');
    expect(lines[1]).toMatchObject({ level: 'error', err: { code: 'mail.login_refused' } });
    expect(world.mailbox.logins).toBeLessThan(7);
    if (password) await world.secrets.set(secretNames.mailPassword, password);
    world.clock.advance(14 * MINUTE_MS);
    for (let i = 0; i < 10; i++) await settle();
    expect(world.arrived()).toEqual([]);
    world.clock.advance(MINUTE_MS);
    await untilSaid('mail delivered', 7);
    await schedule.onApplicationShutdown();
    expect(world.arrived()).toHaveLength(7);
  });

  it('gives the accounts behind those that fail their turn', async () => {
    const { world, jobs, schedule, untilSaid } = await setUp();
    const { state } = await world.states.load('7');
    const add = async (accountId: string, createdAt: Date) => {
      await jobs.save(aJob({ jobId: `job${accountId}`, accountId }));
      const seen = { pageName: 'page', at: posted };
      await world.posts.savePosts(accountId, [aPostToSave(accountId, { createdAt })], seen);
      await world.states.save(accountId, state, undefined);
    };
    const refuse = (id = '') =>
      world.mailbox.refused.set(`<${id}@twitter.invalid>`, new AppError('mail.refused', 'No.'));
    refuse(world.archived()[0]);
    for (const accountId of ['71', '72', '73']) {
      await add(accountId, posted);
      refuse(`${world.archived().at(-1)}.${accountId}`);
    }
    await add('74', posted);
    schedule.onApplicationBootstrap();
    await untilSaid('mail delivery waits before it is tried again');
    expect(world.arrived()).toEqual([]);
    world.clock.advance(15 * MINUTE_MS);
    await untilSaid('mail delivered');
    await schedule.onApplicationShutdown();
    expect(world.arrived()).toEqual([`${world.archived().at(-1)}.74`]);
  });

  it('leaves an account to the worker that is at it', async () => {
    const { world, schedule, exclusive } = await setUp();
    let go: () => void = () => undefined;
    const turn = { name: 'mail.7', leaseSeconds: 120, signal: never };
    const other = exclusive.run(turn, () => new Promise<object>((done) => (go = () => done({}))));
    await settle();
    schedule.onApplicationBootstrap();
    for (let i = 0; i < 50; i++) await settle();
    expect(world.arrived()).toEqual([]);
    go();
    await other;
    await schedule.onApplicationShutdown();
  });
});
