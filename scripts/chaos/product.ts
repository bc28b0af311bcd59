import { Logger, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { ArchiveModule, type CaptureState, CaptureStateStore } from '@app/archive';
import { CaptureConfig, slice } from '@app/config';
import { Clock } from '@app/domain';

import { ConnectorModule } from '../../apps/connector/src/connector.module';
import { configureHttp } from '../../apps/connector/src/http/configure-http';
import { WorkerModule } from '../../apps/worker/src/worker.module';
import { connectAccount, ConnectAccountModule } from '../connect/connect-account';
import { type SandboxKeys } from '../local/environment';

/** Quicker than the settings of a process allow. */
const QUICK_CAPTURE = slice(CaptureConfig, {
  intervalSeconds: 0.3,
  settleSeconds: 0,
  leaseSeconds: 2,
  mediaConcurrency: 4,
  ...{ overlapHours: 24, overlapMinutes: 240, sweepDays: 30, sweepHours: 24 },
});

/** What can be ended. */
export interface Running {
  close(): Promise<unknown>;
}

@Module({ imports: [ConnectAccountModule, ArchiveModule] })
class ObserverModule {}

/** What sets the job up and then looks on, untouched by faults of storage. */
export interface Observer extends Running {
  accountId: string;
  captureState(): Promise<CaptureState>;
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
  return {
    accountId,
    captureState: async () => (await states.load(accountId)).state,
    close: () => app.close(),
  };
}

/** The connector as it is, but for the clock, in this process. */
export async function startConnector(clock: Clock, port: number): Promise<Running> {
  const app = (await compile(ConnectorModule, clock)).createNestApplication<NestExpressApplication>(
    { bodyParser: false, forceCloseConnections: true },
  );
  configureHttp(app);
  await app.listen(port, '127.0.0.1');
  return app;
}

/** A worker as it is, but for the clock, in this process. */
export async function startWorker(clock: Clock): Promise<Running> {
  return (await compile(WorkerModule, clock)).init();
}

async function compile(module: Type, clock: Clock) {
  Logger.overrideLogger(['fatal']);
  return Test.createTestingModule({ imports: [module] })
    .overrideProvider(Clock)
    .useValue(clock)
    .overrideProvider(CaptureConfig)
    .useValue(QUICK_CAPTURE)
    .compile();
}
