import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { AlertConfig, LimitsConfig, slice } from '@app/config';
import { firstIdAt, Secret } from '@app/domain';
import { ChainAnchors, ChainVerification } from '@app/delivery';
import { FakeStoredChains } from '@testing/archive';
import { FakeAuditLog } from '@testing/audit';
import { DeliveryWorld, reconciliationOf } from '@testing/delivery';
import { aRawPost } from '@testing/domain';
import { FakeAlertBook, FakeReadCounts } from '@testing/jobs';

import { AccountWatch } from './account-watch';
import { AlertFinder, AlertRound } from './alert-round';
import { ChainWatch } from './chain-watch';
import { DailyCheck } from './daily-check';
import { ServiceWatch } from './service-watch';
import { AlertWebhook } from './webhook';

const KEY = 'a key of sixteen';
const HOUR_MS = 3600_000;

/** Who is called, and what he answers. */
class Receiver {
  readonly told: { id: string; code: string; state: string }[] = [];
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

  stop(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(done));
  }

  get said(): string[] {
    return this.told.map(({ code, state }) => `${code} ${state}`);
  }
}

describe('a look for broken promises', () => {
  const receiver = new Receiver();
  let url: string;
  beforeAll(async () => {
    url = await receiver.start();
  });
  afterAll(() => receiver.stop());
  beforeEach(() => {
    receiver.told.length = 0;
    receiver.signatures.length = 0;
    receiver.status = 200;
  });

  async function setUp() {
    const world = await DeliveryWorld.open();
    const { clock, jobs, states, posts, list, queue } = world;
    const [book, reads] = [new FakeAlertBook(), new FakeReadCounts()];
    const config = slice(AlertConfig, {
      ...{ intervalSeconds: 300, captureLateMinutes: 60, silenceHours: 72, dailyHour: 3 },
      ...{ webhookUrl: new Secret(url), webhookKey: new Secret(KEY) },
    });
    const limits = slice(LimitsConfig, { deliveryItemsPerDay: 150_000, xReadsPerMonth: 100 });
    const accounts = new AccountWatch(jobs, states, posts, clock, config);
    const service = new ServiceWatch(jobs, list, queue, reads, clock);
    const audit = new FakeAuditLog();
    const stored = new FakeStoredChains(world.manifests);
    const verification = new ChainVerification(stored, world.signer);
    const chains = new ChainWatch(verification, new ChainAnchors(audit, clock), book, clock);
    const daily = new DailyCheck(jobs, reconciliationOf(world), chains, clock);
    const finder = new AlertFinder(accounts, service, daily, limits);
    const catchUp = async () => {
      const { state, revision } = await states.load('7');
      await states.save('7', { ...state, caughtUpAt: clock.now() }, revision);
    };
    await catchUp();
    /** As a worker that has just started. */
    const look = () =>
      new AlertRound(finder, book, new AlertWebhook(config), clock, config).run(
        new AbortController().signal,
      );
    const at = async (hours: number) => {
      clock.advance(hours * HOUR_MS);
      await catchUp();
      return look();
    };
    return { world, book, reads, audit, look, catchUp, at };
  }

  it('finds none while all is well', async () => {
    const { look, book } = await setUp();
    expect(await look()).toEqual({ changed: [], failures: [] });
    expect([await book.list(), receiver.told]).toEqual([[], []]);
  });

  it('raises each once and resolves it once, signed', async () => {
    const { look, world, catchUp, book } = await setUp();
    world.clock.advance(HOUR_MS + 1);
    expect((await look()).changed).toMatchObject([{ code: 'capture-late', state: 'raised' }]);
    expect((await look()).changed).toEqual([]);
    await catchUp();
    expect((await look()).changed).toMatchObject([{ code: 'capture-late', state: 'resolved' }]);
    await look();
    expect(receiver.said).toEqual(['capture-late raised', 'capture-late resolved']);
    expect(receiver.signatures).toEqual([true, true]);
    expect(await book.list()).toEqual([]);
  });

  it('tells again until it is heard, the beginning before the end, by the same id', async () => {
    const { look, world, catchUp } = await setUp();
    receiver.status = 500;
    world.clock.advance(HOUR_MS + 1);
    const { changed, failures } = await look();
    expect([changed.length, failures.length]).toEqual([1, 1]);
    expect(String(failures[0])).not.toContain('secret');
    await catchUp();
    expect((await look()).failures).toHaveLength(1);
    receiver.status = 200;
    await look();
    await look();
    expect(receiver.said).toEqual(['capture-late raised', 'capture-late resolved']);
    expect(new Set(receiver.told.map(({ id }) => id)).size).toBe(2);
  });

  it.each([
    [79, []],
    [80, ['reads-near-limit raised']],
  ])("raises that a month's reads are near their end: %i of 100", async (used, said) => {
    const { look, reads } = await setUp();
    await reads.add('202601', 'another', used);
    await look();
    expect(receiver.said).toEqual(said);
  });

  it('raises tasks that fail again and again, and those that were put aside', async () => {
    const { look, world } = await setUp();
    const task = await world.ask();
    const failure = { code: 'export.unavailable', message: 'No.', at: world.clock.now() };
    await world.list.noteFailure(task, { ...failure, attempt: 4 });
    await look();
    expect(receiver.said).toEqual([]);
    await world.list.noteFailure(task, { ...failure, attempt: 5 });
    await look();
    expect(receiver.said).toEqual(['task-failed raised']);
    await (await world.queue.take(1))?.poison('reason');
    await look();
    expect(receiver.said).toEqual(['task-failed raised', 'task-poisoned raised']);
  });

  it('reconciles once a day, from its hour on, and keeps what it found until the next day', async () => {
    const { look, world, catchUp, at } = await setUp();
    await world.cover('2027-01-01T00:00:00Z');
    const window = {
      start: new Date('2025-12-31T00:00:00Z'),
      end: new Date('2026-01-01T00:00:00Z'),
    };
    const created = new Date('2025-12-31T12:00:00Z');
    await world.archive(aRawPost({ id: firstIdAt(created), created_at: created.toISOString() }));
    world.clock.advance(1000);
    await world.ask({ window });
    await world.consume();
    const rename = world.posts.list.bind(world.posts);
    world.posts.list = async function* (accountId, of) {
      for await (const entry of rename(accountId, of)) yield { ...entry, version: 'another' };
    };
    await catchUp();
    await look();
    expect(receiver.said).toEqual([]);
    await at(3);
    expect(receiver.said).toEqual(['unexplained raised']);
    world.posts.list = rename;
    await at(1);
    expect(receiver.said).toEqual(['unexplained raised']);
    await at(24);
    expect(receiver.said).toEqual(['unexplained raised', 'unexplained resolved']);
  });

  describe('at the chain of manifests', () => {
    /** Three tasks were delivered, and the first daily look was taken. */
    const withChain = async () => {
      const given = await setUp();
      const { world, at } = given;
      await world.cover('2027-01-01T00:00:00Z');
      for (const taskId of ['one', 'two', 'three']) {
        await world.ask({ taskId });
        await world.consume();
      }
      await at(3);
      const { jobId } = (await world.jobs.list())[0] ?? { jobId: '' };
      return { ...given, jobId, links: world.manifests.chains.get(jobId) ?? [] };
    };
    const spoil = ({ world, links }: Awaited<ReturnType<typeof withChain>>, place: number) => {
      const name = links[place]?.name ?? '';
      const bytes = world.manifests.blobs.get(name) ?? Buffer.alloc(0);
      world.manifests.blobs.set(name, Buffer.concat([bytes, Buffer.from(' ')]));
      return { name, mend: () => world.manifests.blobs.set(name, bytes) };
    };

    it('notes where one that is whole ends, once', async () => {
      const { audit, links, jobId, at } = await withChain();
      await at(24);
      const { sequence, sha256 } = links[2] ?? {};
      expect([sequence, receiver.said]).toEqual([3, []]);
      expect(audit.events).toMatchObject([
        { action: 'chain.anchored', subject: jobId, details: { sequence, sha256 } },
      ]);
    });

    it('raises within thirty days that a manifest was changed, and stays until it is mended', async () => {
      const given = await withChain();
      const { name, mend } = spoil(given, 1);
      let days = 0;
      while (receiver.told.length === 0 && ++days <= 30) await given.at(24);
      expect(receiver.said).toEqual(['chain-broken raised']);
      expect((await given.book.list())[0]?.text).toContain(`First: ${name} is not what was stored`);
      await given.at(24);
      expect(receiver.said).toEqual(['chain-broken raised']);
      mend();
      await given.at(24);
      expect(receiver.said).toEqual(['chain-broken raised', 'chain-broken resolved']);
    });

    it('raises the next day that one is gone, or the end of the chain with it', async () => {
      const { world, jobId, links, at, book, audit } = await withChain();
      const [gone, last] = [links[0]?.name ?? '', links[2]?.name ?? ''];
      const bytes = world.manifests.blobs.get(gone) ?? Buffer.alloc(0);
      world.manifests.blobs.delete(gone);
      await at(24);
      expect((await book.list())[0]?.text).toContain(`First: ${gone} is not there`);
      world.manifests.blobs.set(gone, bytes);
      world.manifests.blobs.delete(last);
      world.manifests.chains.set(jobId, links.slice(0, 2));
      await at(24);
      await at(24);
      expect(receiver.said).toEqual(['chain-broken raised']);
      expect(audit.events).toHaveLength(1);
    });

    it('reads what was not noted yet the next day', async () => {
      const given = await withChain();
      await given.world.ask({ taskId: 'four' });
      await given.world.consume();
      spoil({ ...given, links: given.world.manifests.chains.get(given.jobId) ?? [] }, 3);
      await given.at(24);
      expect(receiver.said).toEqual(['chain-broken raised']);
      expect(given.audit.events).toHaveLength(1);
    });
  });
});
