import { Global, Module, type Type } from '@nestjs/common';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import {
  ArchiveModule,
  AbsenceBook,
  CaptureStateStore,
  ManifestArchive,
  MediaArchive,
  PostArchive,
} from '@app/archive';
import { AuditLog, AuditModule } from '@app/audit';
import { ApplicationTrial, EndedSessions, EndedSessionsModule } from '@app/auth';
import { BlobExportModule, ItemChangeReporter, ItemSink } from '@app/blob-export';
import {
  AadConfig,
  CaptureConfig,
  ConfigModule,
  DeliveryConfig,
  LimitsConfig,
  RemovalConfig,
  ServerConfig,
  slice,
  TelemetryConfig,
  XApiConfig,
} from '@app/config';
import { Clock, Secret } from '@app/domain';
import { ImportFiles, ImportsModule, ImportStore } from '@app/imports';
import {
  AccountTurn,
  AlertBook,
  CaptureRequests,
  DeliveryDays,
  ExclusiveWork,
  JobsModule,
  JobStore,
  LeaseStore,
  LoginStore,
  ParkedItems,
  ReadCounts,
  SelfTests,
  StreamChoices,
  TaskList,
  TaskQueue,
  TaskStore,
  UndeliveredTasks,
} from '@app/jobs';
import { EntraApplication, Sealer, secretNames, SecretsModule, SecretStore } from '@app/secrets';
import { PostSource, TwitterAuthorization, TwitterIngestionModule } from '@app/twitter-ingestion';
import {
  FakeAbsenceBook,
  FakeCaptureStateStore,
  FakeManifestArchive,
  FakeMediaArchive,
  FakePostArchive,
} from '@testing/archive';
import { FakeAuditLog } from '@testing/audit';
import { FakeApplicationTrial, FakeEndedSessions } from '@testing/auth';
import { FakeItemChangeReporter, FakeItemSink } from '@testing/blob-export';
import { FakeClock } from '@testing/domain';
import { FakeImportFiles, FakeImportStore } from '@testing/imports';
import {
  FakeAlertBook,
  FakeCaptureRequests,
  FakeDeliveryDays,
  FakeJobStore,
  FakeLeaseStore,
  FakeLoginStore,
  FakeParkedItems,
  FakeReadCounts,
  FakeSelfTests,
  FakeStreamChoices,
  FakeTaskList,
  FakeTaskQueue,
  FakeTaskStore,
} from '@testing/jobs';
import { FakeSecretStore } from '@testing/secrets';
import { FakePostSource, FakeTwitterAuthorization } from '@testing/twitter-ingestion';

import request, { type Response } from 'supertest';

import { serveApiDocs } from '../src/api-docs/api-docs';
import { ConnectorModule } from '../src/connector.module';
import { configureHttp } from '../src/http/configure-http';

const publicUrl = new URL('https://connector.example');

/** The connector as its callers see it, with everything around it in memory. */
export class ConnectorApp {
  readonly tenantId = '6f8c6e0e-2a6b-4a55-9f0c-0d1c1e2f3a4b';
  readonly aadAppId = '22222222-2a6b-4a55-9f0c-0d1c1e2f3a4b';
  readonly apiSecretKey = 'the:api secret key';
  readonly clock = new FakeClock();
  readonly secrets = new FakeSecretStore(this.clock);
  readonly states = new FakeCaptureStateStore();
  readonly absences = new FakeAbsenceBook();
  readonly archive = new FakePostArchive();
  readonly media = new FakeMediaArchive();
  readonly manifests = new FakeManifestArchive();
  readonly captures = new FakeCaptureRequests();
  readonly alerts = new FakeAlertBook();
  readonly days = new FakeDeliveryDays();
  readonly reads = new FakeReadCounts();
  readonly jobs = new FakeJobStore();
  readonly leases = new FakeLeaseStore(this.clock);
  readonly logins = new FakeLoginStore(this.clock);
  readonly tasks = new FakeTaskStore();
  readonly taskList = new FakeTaskList(this.tasks);
  readonly parked = new FakeParkedItems();
  readonly streams = new FakeStreamChoices();
  readonly selfTests = new FakeSelfTests();
  readonly queue = new FakeTaskQueue(this.clock);
  readonly sink = new FakeItemSink();
  readonly changes = new FakeItemChangeReporter();
  readonly imports = new FakeImportStore();
  readonly uploads = new FakeImportFiles();
  readonly audit = new FakeAuditLog();
  readonly entra = new FakeApplicationTrial({ appId: this.aadAppId, secret: 'the aad secret' });
  readonly x = new FakeTwitterAuthorization(`${publicUrl.href}Views/TwitterOAuth`);
  readonly posts = new FakePostSource(this.clock);
  private started: NestExpressApplication | undefined;

  /** Proof of who knows tenant id and APISecretKey. */
  get basic(): string {
    return `Basic ${Buffer.from(`${this.tenantId}:${this.apiSecretKey}`).toString('base64')}`;
  }

  get app(): NestExpressApplication {
    if (!this.started) throw new Error('The connector was not started.');
    return this.started;
  }

  get server() {
    return this.app.getHttpServer();
  }

  /** Starts it, configured by an admin. */
  async start(): Promise<void> {
    await this.secrets.set(secretNames.apiSecretKey, new Secret(this.apiSecretKey));
    await this.secrets.set(secretNames.xAppKey, this.x.app.appKey);
    await this.secrets.set(secretNames.xAppSecret, this.x.app.appSecret);
    await this.secrets.set(secretNames.aadAppSecret, new Secret('the aad secret'));
    let building = Test.createTestingModule({ imports: [ConnectorModule] });
    for (const [module, inMemory] of this.surroundings()) {
      building = building.overrideModule(module).useModule(inMemory);
    }
    building = building.overrideProvider(ApplicationTrial).useValue(this.entra);
    const built = await building.compile();
    this.started = built.createNestApplication<NestExpressApplication>({ bodyParser: false });
    configureHttp(this.app);
    serveApiDocs(this.app);
    await this.app.init();
  }

  /** Asks a route in the name of who knows the key. */
  async call(
    method: 'get' | 'post' | 'delete',
    path: string,
    query: Record<string, string> = {},
    body?: object,
  ): Promise<Response> {
    const sending = request(this.server)[method](path).query(query);
    return sending.set('authorization', this.basic).send(body);
  }

  async stop(): Promise<void> {
    await this.started?.close();
  }

  private surroundings(): [Type, Type][] {
    return [
      [ConfigModule, this.configuration()],
      [
        ArchiveModule,
        having([
          [AbsenceBook, this.absences],
          [CaptureStateStore, this.states],
          [ManifestArchive, this.manifests],
          [MediaArchive, this.media],
          [PostArchive, this.archive],
        ]),
      ],
      [AuditModule, having([[AuditLog, this.audit]])],
      [EndedSessionsModule, having([[EndedSessions, new FakeEndedSessions()]])],
      [
        BlobExportModule,
        having([
          [ItemChangeReporter, this.changes],
          [ItemSink, this.sink],
        ]),
      ],
      [
        ImportsModule,
        having([
          [ImportFiles, this.uploads],
          [ImportStore, this.imports],
        ]),
      ],
      [
        JobsModule,
        having(
          [
            [CaptureRequests, this.captures],
            [AlertBook, this.alerts],
            [DeliveryDays, this.days],
            [ReadCounts, this.reads],
            [JobStore, this.jobs],
            [LoginStore, this.logins],
            [TaskStore, this.tasks],
            [ParkedItems, this.parked],
            [SelfTests, this.selfTests],
            [StreamChoices, this.streams],
            [TaskList, this.taskList],
            [TaskQueue, this.queue],
            [LeaseStore, this.leases],
          ],
          [AccountTurn, ExclusiveWork, UndeliveredTasks],
        ),
      ],
      [SecretsModule, having([[SecretStore, this.secrets]], [EntraApplication, Sealer])],
      [
        TwitterIngestionModule,
        having([
          [TwitterAuthorization, this.x],
          [PostSource, this.posts],
        ]),
      ],
    ];
  }

  private configuration(): Type {
    const { tenantId, aadAppId } = this;
    const server = {
      host: '127.0.0.1',
      port: 0,
      publicUrl,
      trustedProxies: 1,
      logLevel: 'silent',
    };
    const xApi = {
      baseUrl: new URL('https://x.example'),
      mediaHosts: [],
      dialect: 'tweet',
      context: 'full',
      requestTimeoutMs: 1000,
      mediaMaxBytes: 1024,
      mediaTimeoutMs: 1000,
    } as const;
    const capture = {
      intervalSeconds: 300,
      settleSeconds: 30,
      leaseSeconds: 60,
      mediaConcurrency: 4,
      ...{ overlapHours: 24, overlapMinutes: 240, sweepDays: 30, sweepHours: 24 },
    };
    const delivery = {
      ...{ pollSeconds: 5, hideSeconds: 120, retrySeconds: 60 },
      ...{ coverageWaitSeconds: 6 * 3600, maxAttempts: 5 },
    };
    const limits = { deliveryItemsPerDay: 150_000, xReadsPerMonth: 1000 };
    const aad = { tenantId, appId: aadAppId, authorityUrl: new URL('https://login.example') };
    return having([
      [Clock, this.clock],
      [ServerConfig, slice(ServerConfig, server)],
      [AadConfig, slice(AadConfig, aad)],
      [CaptureConfig, slice(CaptureConfig, capture)],
      [DeliveryConfig, slice(DeliveryConfig, delivery)],
      [LimitsConfig, slice(LimitsConfig, limits)],
      [RemovalConfig, slice(RemovalConfig, { ownPosts: 'redact' })],
      [TelemetryConfig, slice(TelemetryConfig, { host: server.host })],
      [XApiConfig, slice(XApiConfig, xApi)],
    ]);
  }
}

/** A module that gives these to everybody. */
function having(
  values: [abstract new (...args: never) => object, object][],
  classes: Type[] = [],
): Type {
  const providers = [...values.map(([provide, useValue]) => ({ provide, useValue })), ...classes];
  @Global()
  @Module({ providers, exports: providers })
  class InMemory {}
  return InMemory;
}
