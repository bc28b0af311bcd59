import { AadConfig, CaptureConfig, LimitsConfig, RemovalConfig, slice } from '@app/config';
import {
  AppError,
  type Clock,
  compareIds,
  type Coverage,
  firstIdAt,
  isSettled,
  nextId,
  type PostId,
  type RemovalPolicy,
  Secret,
} from '@app/domain';
import { type StreamChoices } from '@app/jobs';
import { EntraApplication, StoredKeySigner } from '@app/secrets';
import {
  FakeAbsenceBook,
  FakeCaptureStateStore,
  FakeContentRemoval,
  FakeMediaArchive,
  FakeNoticeBook,
  FakePostArchive,
} from '@testing/archive';
import { FakeAuditLog } from '@testing/audit';
import { FakeItemChangeReporter } from '@testing/blob-export';
import { Crash, CrashPoint, FakeClock } from '@testing/domain';
import { FakeJobStore, FakeReadCounts, FakeStreamChoices } from '@testing/jobs';
import { FakeSecretStore } from '@testing/secrets';
import { FakeMediaSource, FakePostSource } from '@testing/twitter-ingestion';

import { AccountCapture } from '../src/account-capture';
import { AccountStreams } from '../src/account-streams';
import { ChangeNotices } from '../src/recheck/change-notices';
import { ArchiveImport } from '../src/archive-import/archive-import';
import { SuppliedMediaKeeper } from '../src/archive-import/supplied-media-keeper';
import { SuppliedPageKeeper } from '../src/archive-import/supplied-page-keeper';
import { SuppliedRecords } from '../src/archive-import/supplied-records';
import { type CaptureOutcome } from '../src/capture-outcome';
import { type CaptureRequest } from '../src/capture-request';
import { MediaKeeper } from '../src/media-keeper';
import { MeteredPostSource } from '../src/metered-post-source';
import { PageKeeper } from '../src/page-keeper';
import { ReadBudget } from '../src/read-budget';
import { DeletedContent } from '../src/recheck/deleted-content';
import { RecheckStores } from '../src/recheck/recheck-stores';
import { Rechecks } from '../src/recheck/rechecks';
import { StreamReadings } from '../src/stream-readings';

const key = new Secret('key');

const AAD = { tenantId: 'contoso', appId: 'app' };

interface WorldOptions {
  overlapHours?: number;
  pageSize?: number;
  reach?: number;
  settleSeconds?: number;
  sweepDays?: number;
  xReadsPerMonth?: number;
  deletedPosts?: RemovalPolicy;
}

/** An account at X, an archive, and the capture between them. */
export class CaptureWorld {
  readonly accountId = '7';
  readonly credentials = { appKey: key, appSecret: key, accessToken: key, accessSecret: key };
  readonly crash = new CrashPoint();
  readonly clock = new FakeClock();
  readonly absences = new FakeAbsenceBook(this.crash);
  readonly archive = new FakePostArchive(this.crash, this.absences);
  readonly media = new FakeMediaArchive(this.crash);
  readonly removal = new FakeContentRemoval(this.archive, this.media, this.crash);
  readonly states = new FakeCaptureStateStore(this.crash);
  readonly audit = new FakeAuditLog();
  readonly notices = new FakeNoticeBook(this.crash);
  readonly choices = new FakeStreamChoices();
  readonly reads = new FakeReadCounts(this.crash);
  readonly jobs = new FakeJobStore();
  readonly secrets = new FakeSecretStore();
  readonly changes = new FakeItemChangeReporter();
  readonly files = new FakeMediaSource();
  private readonly stores = new RecheckStores(
    ...([this.archive, this.absences, this.states, this.audit] as const),
  );
  readonly source: FakePostSource;
  private readonly config: CaptureConfig;
  private deletedPosts: RemovalPolicy;
  capture: AccountCapture;
  readonly archiveImport: ArchiveImport;
  /** Every post the account has made, in the order of time. */
  readonly made: PostId[] = [];
  private readonly taken = new Set<PostId>();

  constructor({
    pageSize = 100,
    reach = 3200,
    settleSeconds = 0,
    overlapHours = 24,
    sweepDays = 30,
    xReadsPerMonth,
    deletedPosts = 'keep',
  }: WorldOptions = {}) {
    this.deletedPosts = deletedPosts;
    this.source = new FakePostSource(this.clock, { pageSize, reach });
    const config = slice(CaptureConfig, {
      intervalSeconds: 300,
      settleSeconds,
      leaseSeconds: 60,
      mediaConcurrency: 2,
      ...{ overlapHours, overlapMinutes: 240, sweepDays, sweepHours: 24 },
    });
    this.config = config;
    this.capture = this.captureOf(xReadsPerMonth);
    const suppliedMedia = new SuppliedMediaKeeper(this.media, config);
    const records = new SuppliedRecords(this.notices);
    const { archive, absences, states, choices, clock } = this;
    const supplied = new SuppliedPageKeeper(archive, suppliedMedia, records, absences);
    this.archiveImport = new ArchiveImport(archive, states, supplied, choices, clock);
  }

  /** What a turn of the account is. */
  streams(choices: StreamChoices = this.choices): AccountStreams {
    const aad = slice(AadConfig, { ...AAD, authorityUrl: new URL('https://login.example') });
    const application = new EntraApplication(this.secrets, aad);
    const { media, jobs, changes, clock } = this;
    const notices = new ChangeNotices(this.stores, media, jobs, application, changes, clock);
    return new AccountStreams(this.capture, choices, notices);
  }

  /** A worker that starts anew, with so many reads a month. */
  startWith(
    xReadsPerMonth: number | undefined,
    deletedPosts: RemovalPolicy = this.deletedPosts,
  ): void {
    this.deletedPosts = deletedPosts;
    this.capture = this.captureOf(xReadsPerMonth);
  }

  private captureOf(xReadsPerMonth: number | undefined): AccountCapture {
    const { config } = this;
    const clock: Clock = this.clock;
    const keeper = new PageKeeper(
      this.archive,
      new MediaKeeper(this.files, this.media, config, clock),
    );
    const limits = slice(LimitsConfig, { deliveryItemsPerDay: 150_000, xReadsPerMonth });
    const budget = new ReadBudget(this.reads, clock, limits);
    const source = new MeteredPostSource(this.source, budget);
    const readings = new StreamReadings(source, keeper, this.notices, clock, config);
    const content = new DeletedContent(
      ...([this.archive, this.absences, this.removal] as const),
      new StoredKeySigner(this.secrets),
      slice(RemovalConfig, { ownPosts: this.deletedPosts }),
    );
    const rechecks = new Rechecks(source, this.stores, keeper, content, config);
    return new AccountCapture(readings, rechecks, this.states, clock, budget);
  }

  /** The account posts `count` times, a millisecond apart; X took `lateMs` to list them. */
  post(count: number, lateMs = 0): void {
    const ids = Array.from({ length: count }, () => {
      this.clock.advance(1);
      return this.freeIdAt(this.clock.now().getTime() - lateMs);
    });
    this.made.push(...ids);
    this.source.post(...ids);
  }

  run(request: Partial<CaptureRequest> = {}): Promise<CaptureOutcome> {
    const { accountId, credentials } = this;
    return this.capture.run({ accountId, credentials, ...request });
  }

  /** Runs until all is read, whatever happens on the way. */
  async runToTheEnd(): Promise<void> {
    for (;;) {
      this.crash.restart();
      if ((await this.runAnyhow()) === 'caught-up') return;
      this.clock.advance(15 * 60_000);
    }
  }

  /** One run that may be made to fail or to die. */
  async runAnyhow(): Promise<string> {
    try {
      return (await this.run()).kind;
    } catch (error) {
      if (error instanceof Crash || error instanceof AppError) return 'failed';
      throw error;
    }
  }

  archived(): PostId[] {
    return [...this.archive.entries.values()].map(({ postId }) => postId).sort(compareIds);
  }

  async coverage(): Promise<Coverage> {
    this.crash.restart();
    return (await this.states.load(this.accountId)).state.coverage;
  }

  /** Posts that the coverage says are archived, and are not. */
  async falselyClaimed(): Promise<PostId[]> {
    const complete = (await this.coverage()).filter(({ state }) => state === 'complete');
    const archived = new Set(this.archived());
    return this.made.filter((id) => isSettled(complete, { from: id, to: id }) && !archived.has(id));
  }

  /** Posts that the coverage says X does not show any more. */
  async unreachable(): Promise<PostId[]> {
    const gaps = (await this.coverage()).filter(({ state }) => state === 'unreachable');
    return this.made.filter((id) => isSettled(gaps, { from: id, to: id }));
  }

  private freeIdAt(ms: number): PostId {
    let id = firstIdAt(new Date(ms));
    while (this.taken.has(id)) id = nextId(id);
    this.taken.add(id);
    return id;
  }
}
