import { text } from 'node:stream/consumers';
import { type TestingModule } from '@nestjs/testing';
import { CaptureStateStore } from '@app/archive';
import { StorageClients } from '@app/azure';
import {
  CaptureConfig,
  DeliveryConfig,
  EventApiConfig,
  ExportConfig,
  LimitsConfig,
  MailConfig,
  RemovalConfig,
  SecretsConfig,
  slice,
  TelemetryConfig,
} from '@app/config';
import { TaskConsumer } from '@app/delivery';
import { type Interval, Secret } from '@app/domain';
import {
  AlertBook,
  JobStore,
  ReadCounts,
  readMonthOf,
  StreamChoices,
  TaskQueue,
  TaskStore,
} from '@app/jobs';
import { Telemetry } from '@app/telemetry';
import { FakeClock } from '@testing/domain';
import { aDownloadTask, aJob } from '@testing/jobs';
import { recordLog } from '@testing/logging';

import { WorkerTelemetryModule } from '../../apps/worker/src/telemetry/worker-telemetry.module';
import { freePort } from '../../scripts/local/ports';
import { type HttpsHost, startHttpsHost } from '../support/https-host';
import { openModule } from '../support/open-module';
import { freshStorage, unreachableStorage } from '../support/storage';
import { xApiConfig } from '../support/x-api-config';

const clock = new FakeClock();
const now = clock.now();
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const log = recordLog();

const opened: TestingModule[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((module) => module.close()));
});

/** A worker's telemetry with what it watches; nothing is at work by itself. */
async function open(destination: Partial<TelemetryConfig>, storage = freshStorage()) {
  const nowhere = new URL('https://localhost:1');
  const module = await openModule(WorkerTelemetryModule, {
    clock,
    slices: [
      ...[storage, xApiConfig(nowhere), log.logger()],
      slice(TelemetryConfig, { host: '127.0.0.1', ...destination }),
      slice(CaptureConfig, {
        ...{ intervalSeconds: 300, settleSeconds: 0, leaseSeconds: 60, mediaConcurrency: 2 },
        ...{ overlapHours: 24, overlapMinutes: 240, sweepDays: 30, sweepHours: 24 },
      }),
      slice(DeliveryConfig, {
        ...{ pollSeconds: 5, hideSeconds: 120, retrySeconds: 60, coverageWaitSeconds: 3600 },
        maxAttempts: 5,
      }),
      slice(LimitsConfig, { deliveryItemsPerDay: 150_000, xReadsPerMonth: 5000 }),
      slice(RemovalConfig, { ownPosts: 'keep' }),
      slice(EventApiConfig, { baseUrl: nowhere, timeoutMs: 1000 }),
      slice(ExportConfig, {
        ...{ allowedHosts: [], timeoutMs: 30_000, uploadConcurrency: 2, maxItemBytes: 1e6 },
      }),
      slice(MailConfig, {
        ...{ sink: 'off', host: '', port: 25, security: 'none', from: '', to: '', folder: '' },
        ...{ intervalSeconds: 60, timeoutMs: 1000 },
      }),
      slice(SecretsConfig, {
        ...{ vaultUrl: undefined, directory: '/nowhere', cacheSeconds: 0, verifyChallenge: true },
      }),
    ],
  });
  opened.push(module);
  await module.init();
  return module;
}

const gone: Interval = { from: '1', to: '9', state: 'unreachable', posts: 0 };

/** An account that is behind, a task that waits, and a message of a task that there is not. */
async function work(worker: TestingModule) {
  await worker.get(JobStore, { strict: false }).save(aJob({ createdAt: before(9000) }));
  const states = worker.get(CaptureStateStore, { strict: false });
  await states.save('7', { coverage: [gone], postsRead: 0, caughtUpAt: before(120) }, undefined);
  await worker.get(StreamChoices, { strict: false }).set('7', ['likes'], before(30));
  const reads = worker.get(ReadCounts, { strict: false });
  await reads.add(readMonthOf(now), '7', 42);
  const tasks = worker.get(TaskStore, { strict: false });
  await tasks.receive(aDownloadTask({ taskId: 'old', receivedAt: before(600) }));
  await tasks.receive(aDownloadTask({ taskId: 'new', receivedAt: before(5) }));
  const queue = worker.get(TaskQueue, { strict: false });
  await queue.send({ schemaVersion: 1, jobId: 'job', taskId: 'no such task' });
  const consumer = worker.get(TaskConsumer, { strict: false });
  await consumer.consumeNext(new AbortController().signal);
  await queue.send({ schemaVersion: 1, jobId: 'job', taskId: 'old' });
}

async function scrape(port: number): Promise<string[]> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(answer.status).toBe(200);
  const lines = (await answer.text()).split('\n').filter((line) => !line.startsWith('#'));
  return lines.map((line) => line.replace(/otel_scope_name="[^"]*",?/, '').replace(/,?}/, '}'));
}

describe('GET /metrics of a worker', () => {
  it('tells how things stand in storage, and what the process has done', async () => {
    const metricsPort = await freePort();
    const worker = await open({ metricsPort });
    await work(worker);
    expect(await scrape(metricsPort)).toEqual(
      expect.arrayContaining([
        'twitter_archive_capture_lag_seconds{account_id="7",stream="posts"} 120',
        'twitter_archive_capture_lag_seconds{account_id="7",stream="likes"} 30',
        'twitter_archive_capture_gaps{account_id="7",stream="posts"} 1',
        'twitter_archive_x_reads{} 42',
        'twitter_archive_x_reads_limit{} 5000',
        'twitter_archive_tasks_unfinished{state="waiting"} 2',
        'twitter_archive_tasks_oldest_waiting_seconds{} 600',
        'twitter_archive_queue_messages{} 1',
        'twitter_archive_queue_poisoned{} 1',
        'twitter_archive_items_parked{} 0',
        'twitter_archive_tasks_tries_total{outcome="unknown"} 1',
      ]),
    );
  });

  it('gives the counters when storage does not answer, and the log says so', async () => {
    const metricsPort = await freePort();
    const worker = await open({ metricsPort }, unreachableStorage());
    const consumer = worker.get(TaskConsumer, { strict: false });
    await expect(consumer.consumeNext(new AbortController().signal)).rejects.toThrow();
    const lines = await scrape(metricsPort);
    expect(lines.join()).not.toContain('capture_lag');
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'warn', event: 'figures' }));
  });

  it('shows all else where one row is damaged, and the log says what is not shown', async () => {
    const metricsPort = await freePort();
    const worker = await open({ metricsPort });
    await work(worker);
    const alerts = await worker.get(StorageClients, { strict: false }).table('alerts');
    await alerts.createEntity({ partitionKey: 'alert', rowKey: 'damaged' });
    const lines = (await scrape(metricsPort)).join();
    expect(lines).toContain('twitter_archive_capture_lag_seconds');
    expect(lines).toContain('twitter_archive_queue_messages');
    expect(log.lines).toContainEqual(
      expect.objectContaining({ level: 'warn', event: 'figures', part: 'alerts' }),
    );
  });

  it('shows an alert no longer once it is resolved', async () => {
    const metricsPort = await freePort();
    const worker = await open({ metricsPort });
    const book = worker.get(AlertBook, { strict: false });
    const texts = { text: 'Late.', action: 'Wait.' };
    const alert = { code: 'capture.behind', subject: '7', since: now, raisedAt: now, ...texts };
    await book.put({ ...alert, state: 'raised', isTold: true });
    const line = 'twitter_archive_alerts_raised{code="capture.behind"} 1';
    expect(await scrape(metricsPort)).toContain(line);
    await book.remove(alert);
    clock.advance(11_000);
    const lines = await scrape(metricsPort);
    expect(lines.join()).toContain('twitter_archive_queue_messages');
    expect(lines.join()).not.toContain('alerts_raised');
  });

  it('is not where nobody asked for it, and says when its port is taken', async () => {
    const metricsPort = await freePort();
    await open({ metricsPort });
    await expect(open({ metricsPort })).rejects.toThrow(`METRICS_PORT ${metricsPort}`);
  });
});

describe('Azure Monitor', () => {
  const key = '00000000-0000-0000-0000-000000000001';
  let ingestion: HttpsHost;
  beforeAll(async () => {
    process.env.APPLICATION_INSIGHTS_NO_STATSBEAT = 'true';
    ingestion = await startHttpsHost();
  });
  afterAll(() => ingestion.close());

  const azureMonitor = () =>
    new Secret(`InstrumentationKey=${key};IngestionEndpoint=${ingestion.url.href}`);
  const told = () => log.lines.filter(({ event }) => event === 'telemetry');

  it('is sent figures and traces, at the latest when the worker stops', async () => {
    const bodies: Promise<string>[] = [];
    ingestion.answer = (request, response) => {
      bodies.push(text(request));
      const accepted = { itemsReceived: 1, itemsAccepted: 1, errors: [] };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(accepted));
    };
    const worker = await open({ azureMonitor: azureMonitor() });
    await work(worker);
    await worker.get(Telemetry, { strict: false }).onApplicationShutdown();
    const sent = (await Promise.all(bodies)).join('\n');
    expect(sent).toMatch(/"name":"twitter_archive\.queue\.poisoned","kind":"\w+","value":1\b/);
    expect(sent).toContain('"task.id":"no such task"');
    expect(sent).toContain('"task.outcome":"unknown"');
    expect(told()).toEqual([]);
  });

  it('is missed in the log when it refuses, once, without what it said', async () => {
    ingestion.answer = (_request, response) => {
      response.writeHead(400).end('canary');
    };
    const worker = await open({ azureMonitor: azureMonitor() });
    await work(worker);
    await worker.get(Telemetry, { strict: false }).onApplicationShutdown();
    expect(told()).toEqual([expect.objectContaining({ level: 'warn' })]);
    const text = JSON.stringify(told());
    for (const secret of ['canary', key, ingestion.url.host]) expect(text).not.toContain(secret);
  });
});
