import { type CompletionStatus } from '@app/blob-export';
import { AadConfig, DeliveryConfig, ExportConfig, LimitsConfig, slice } from '@app/config';
import {
  AppError,
  type Clock,
  type DownloadTask,
  firstIdAt,
  isPostId,
  lastIdAt,
  type PostRecord,
  type RawPost,
  Secret,
  sinkContext,
  timeOfId,
  withInterval,
} from '@app/domain';
import { ExclusiveWork } from '@app/jobs';
import { EntraApplication, Sealer, secretNames, StoredKeySigner } from '@app/secrets';
import { toSourcePost } from '@app/twitter-ingestion';
import { FakeCompletionReporter, FakeItemSink } from '@testing/blob-export';
import {
  FakeAbsenceBook,
  FakeCaptureStateStore,
  FakeManifestArchive,
  FakeMediaArchive,
  FakePostArchive,
} from '@testing/archive';
import { Crash, CrashPoint, FakeClock } from '@testing/domain';
import {
  aJob,
  FakeDeliveryDays,
  FakeJobStore,
  FakeLeaseStore,
  FakeParkedItems,
  FakeStreamChoices,
  FakeTaskList,
  FakeTaskQueue,
  FakeTaskStore,
} from '@testing/jobs';
import { FakeSecretStore } from '@testing/secrets';

import { CoverageGate } from '../src/coverage-gate';
import { DayPlan } from '../src/day-plan/day-plan';
import { PlannedDelivery } from '../src/day-plan/planned-delivery';
import { EntryConversion } from '../src/entry-conversion';
import { ItemExport } from '../src/item-export';
import { ParkedBook } from '../src/parked-book';
import { type Consumed, TaskConsumer } from '../src/task-consumer';
import { SignedManifests } from '../src/signed-manifests';
import { TaskDelivery } from '../src/task-delivery';
import { TaskNotes } from '../src/task-notes';
import { TaskReport } from '../src/task-report';
import { TaskRunner } from '../src/task-runner';

const schemaVersion = 1;
const job = aJob();
const exportConfig = slice(ExportConfig, {
  timeoutMs: 30_000,
  allowedHosts: [],
  uploadConcurrency: 3,
  maxItemBytes: 100_000,
});
const aadConfig = slice(AadConfig, {
  tenantId: 't',
  appId: 'app',
  authorityUrl: new URL('https://login.example'),
});

/** An archive, the Import service with its tasks and containers, and the delivery between them. */
export class DeliveryWorld {
  readonly crash = new CrashPoint();
  readonly clock = new FakeClock();
  readonly posts = new FakePostArchive(this.crash);
  readonly media = new FakeMediaArchive(this.crash);
  readonly states = new FakeCaptureStateStore(this.crash);
  readonly absences = new FakeAbsenceBook(this.crash);
  readonly manifests = new FakeManifestArchive(this.crash);
  readonly jobs = new FakeJobStore();
  readonly tasks = new FakeTaskStore(this.crash);
  readonly choices = new FakeStreamChoices();
  readonly list = new FakeTaskList(this.tasks, this.crash);
  readonly parked = new FakeParkedItems(this.crash);
  readonly days = new FakeDeliveryDays(this.crash);
  readonly queue = new FakeTaskQueue(this.clock, this.crash);
  readonly leases = new FakeLeaseStore(this.clock, this.crash);
  readonly sink = new FakeItemSink(this.crash);
  readonly reporter = new FakeCompletionReporter(this.crash);
  readonly secrets = new FakeSecretStore();
  readonly config = slice(DeliveryConfig, {
    pollSeconds: 5,
    hideSeconds: 120,
    retrySeconds: 60,
    coverageWaitSeconds: 3600,
    maxAttempts: 5,
  });
  /** To be changed before a consumer is made. */
  limits = slice(LimitsConfig, { deliveryItemsPerDay: 150_000 });
  readonly signer = new StoredKeySigner(this.secrets);
  private readonly sealer = new Sealer(this.secrets);
  private sinks = 0;

  /** A job of account 7 whose secrets are set. */
  static async open(): Promise<DeliveryWorld> {
    const world = new DeliveryWorld();
    await world.jobs.save(job);
    await world.secrets.set(secretNames.aadAppSecret, new Secret('app secret'));
    return world;
  }

  /** Posts as capture leaves them; each has an id. */
  archive(...raws: RawPost[]): Promise<void> {
    return this.save(raws, { format: 'x-api-v2' });
  }

  /** The same as an import of the owner's archive leaves them. */
  supply(...raws: RawPost[]): Promise<void> {
    return this.save(raws, { format: 'x-archive', supplied: {} });
  }

  private async save(raws: RawPost[], as: Pick<PostRecord, 'format' | 'supplied'>): Promise<void> {
    const seen = { pageName: 'page', at: this.clock.now() };
    const records = raws.map((raw) => {
      const { id } = raw.post;
      if (!isPostId(id)) throw new Error('a post has an id');
      const record = {
        schemaVersion,
        accountId: '7',
        postId: id,
        ...as,
        raw,
      } as const;
      const post = toSourcePost(raw)?.post;
      return {
        record,
        createdAt: post?.createdAt ?? timeOfId(id) ?? job.createdAt,
        kind: 'post' as const,
      };
    });
    await this.posts.savePosts('7', records, seen);
  }

  /** Capture has read everything from the beginning up to `until`. */
  async cover(until: string, state: 'complete' | 'unreachable' = 'complete', from?: string) {
    const known = await this.states.load('7');
    const to = lastIdAt(new Date(until));
    const first = from === undefined ? '1' : firstIdAt(new Date(from));
    const coverage = withInterval(known.state.coverage, { from: first, to, state, posts: 0 });
    await this.states.save('7', { ...known.state, coverage }, known.revision);
  }

  /** The Import service asks for a window, lending a container of its own: all that the connector does with it. */
  async ask(overrides: Partial<DownloadTask> = {}): Promise<DownloadTask> {
    const key = { jobId: job.jobId, taskId: overrides.taskId ?? 'task' };
    const sink = new Secret(`container ${++this.sinks}`);
    const task = await this.tasks.receive({
      schemaVersion,
      ...key,
      window: { start: new Date('2025-03-01T00:00:00Z'), end: new Date('2025-03-01T23:59:59Z') },
      dirtyEntities: [],
      sealedSink: await this.sealer.seal(sink, sinkContext(key)),
      receivedAt: this.clock.now(),
      state: 'waiting',
      ...overrides,
    });
    if (task.state === 'waiting') await this.queue.send({ schemaVersion, ...key });
    return task;
  }

  /** A worker process of its own. */
  consumer(): TaskConsumer {
    return this.worker().consumer;
  }

  /** The same with its parts. */
  worker() {
    const clock: Clock = this.clock;
    const notes = new TaskNotes(this.list, clock);
    const parked = new ParkedBook(this.parked, clock);
    const conversion = new EntryConversion(this.posts, this.media, exportConfig);
    const items = new ItemExport(this.posts, conversion, exportConfig, notes);
    const manifests = new SignedManifests(this.manifests, this.signer);
    const gate = new CoverageGate(this.states, this.choices, clock, this.config);
    const delivery = new TaskDelivery(this.sealer, this.sink, items, manifests);
    const application = new EntraApplication(this.secrets, aadConfig);
    const report = new TaskReport(
      ...([this.reporter, this.tasks, application, clock, parked] as const),
      this.media,
    );
    const plan = new DayPlan(this.days, this.sealer, clock, this.limits);
    const planned = new PlannedDelivery(gate, this.posts, plan, delivery);
    const runner = new TaskRunner(this.tasks, this.jobs, planned, report, notes);
    const exclusive = new ExclusiveWork(this.leases, clock);
    const consumer = new TaskConsumer(this.queue, exclusive, runner, this.config, clock);
    return { consumer, runner, delivery, reporter: this.reporter };
  }

  consume(signal = new AbortController().signal): Promise<Consumed | undefined> {
    return this.consumer().consumeNext(signal);
  }

  /** One task taken from the queue, by a worker that may be made to die. */
  async consumeAnyhow(): Promise<Consumed | undefined> {
    try {
      return await this.consume();
    } catch (error) {
      if (error instanceof Crash || error instanceof AppError) return undefined;
      throw error;
    }
  }

  /** Workers start again and work until nothing waits. */
  async consumeAll(): Promise<void> {
    this.crash.restart();
    while ((await this.queue.depth()).waiting > 0) {
      await this.consumeAnyhow();
      this.crash.restart();
      this.clock.advance(this.config.hideSeconds * 1000 + 1);
    }
  }

  /** What was told of a task, in order. */
  told(taskId = 'task'): CompletionStatus[] {
    return this.reporter.accepted
      .filter((call) => call.taskId === taskId)
      .map(({ status }) => status);
  }

  /** Names and contents of the blobs of a task. */
  blobs(taskId = 'task'): Record<string, string> {
    const folder = `${job.jobId}/${taskId}/`;
    const mine = [...this.sink.blobs].filter(([path]) => path.startsWith(folder)).sort();
    return Object.fromEntries(
      mine.map(([path, bytes]) => [path.slice(folder.length), bytes.toString()]),
    );
  }
}
