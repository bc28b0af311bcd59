import { Logger, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { ArchiveModule, type CaptureState, CaptureStateStore, MediaArchive } from '@app/archive';
import { CaptureConfig } from '@app/config';
import {
  ChainAnchors,
  type Finding,
  Reconciliation,
  ReconciliationModule,
  type ReconciliationReport,
  reportOf,
  Verification,
  VerificationModule,
  type VerificationReport,
} from '@app/delivery';
import { BEGINNING_OF_POSTS, Clock } from '@app/domain';
import { JobsModule, JobStore } from '@app/jobs';

import { ConnectorModule } from '../../apps/connector/src/connector.module';
import { configureHttp } from '../../apps/connector/src/http/configure-http';
import { WorkerModule } from '../../apps/worker/src/worker.module';
import { connectAccount, ConnectAccountModule } from '../connect/connect-account';
import { type SandboxKeys } from '../local/environment';

/** Quicker than the settings of a process allow. */
const CAPTURE_INTERVAL_SECONDS = 0.3;

/** Workers' clocks may be ahead. */
const DAY_MS = 24 * 3600_000;

/** What can be ended. */
export interface Running {
  close(): Promise<unknown>;
}

@Module({
  imports: [
    ...[ConnectAccountModule, ArchiveModule, JobsModule],
    ...[ReconciliationModule, VerificationModule],
  ],
})
class ObserverModule {}

/** What sets the job up and then looks on, untouched by faults of storage. */
export interface Observer extends Running {
  accountId: string;
  config: CaptureConfig;
  captureState(): Promise<CaptureState>;
  /** Is there a file to be tried again by then, or one that came late and was not told of? */
  awaitsFiles(by: Date): Promise<boolean>;
  /** As `npm run verify`. */
  verify(): Promise<VerificationReport>;
  /** As `npm run reconcile`, over all time. */
  reconcile(): Promise<ReconciliationReport>;
}

/** Connects the account of the sandbox to the job, with its keys in the vault. */
export async function connect(jobId: string, keys: SandboxKeys): Promise<Observer> {
  const app = await NestFactory.createApplicationContext(ObserverModule, {
    logger: ['fatal'],
    abortOnError: false,
  });
  const { tenantId: _tenant, aadAppId: _app, smtpPassword: _smtp, ...toConnect } = keys;
  const { accountId } = await connectAccount(app, { jobId, ...toConnect });
  const states = app.get(CaptureStateStore, { strict: false });
  const media = app.get(MediaArchive, { strict: false });
  return {
    accountId,
    config: app.get(CaptureConfig),
    captureState: async () => (await states.load(accountId)).state,
    awaitsFiles: async (by) => {
      const [toRetry, late] = [
        await media.listToRetry(accountId, 1, by),
        await media.listLate(accountId, 1),
      ];
      return toRetry.length + late.length > 0;
    },
    verify: async () => {
      const jobs = await app.get(JobStore).list();
      const accounts = jobs.map(({ username }) => ({ accountId, username }));
      const found: Finding[] = [];
      const noted = await app.get(ChainAnchors).farthest((name) => {
        found.push({ severity: 'broken', name, what: 'is not readable' });
      });
      const anchors = [...noted.values()];
      return app.get(Verification).run({ accounts, jobs, anchors, found });
    },
    reconcile: () => {
      const window = { start: BEGINNING_OF_POSTS, end: new Date(Date.now() + DAY_MS) };
      return reportOf(app.get(Reconciliation, { strict: false }).run({ accountId, window }));
    },
    close: () => app.close(),
  };
}

/** What is different in a run. */
export interface Changed {
  clock: Clock;
  config: CaptureConfig;
}

/** The connector as it is, but for the clock, in this process. */
export async function startConnector(changed: Changed, port: number): Promise<Running> {
  const app = (
    await compile(ConnectorModule, changed)
  ).createNestApplication<NestExpressApplication>({
    bodyParser: false,
    forceCloseConnections: true,
  });
  configureHttp(app);
  await app.listen(port, '127.0.0.1');
  return app;
}

/** A worker as it is, but for the clock and how often it captures, in this process. */
export async function startWorker(changed: Changed): Promise<Running> {
  return (await compile(WorkerModule, changed)).init();
}

async function compile(module: Type, { clock, config }: Changed) {
  const intervalSeconds = CAPTURE_INTERVAL_SECONDS;
  Logger.overrideLogger(['fatal']);
  return Test.createTestingModule({ imports: [module] })
    .overrideProvider(Clock)
    .useValue(clock)
    .overrideProvider(CaptureConfig)
    .useValue(Object.assign(new CaptureConfig(), config, { intervalSeconds }))
    .compile();
}
