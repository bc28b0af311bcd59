import { ExportConfig, MailConfig, slice } from '@app/config';
import { AppError, firstIdAt, lastIdAt, type RawPost, Secret, withInterval } from '@app/domain';
import { secretNames } from '@app/secrets';
import {
  aPostToSave,
  FakeCaptureStateStore,
  FakeMediaArchive,
  FakePostArchive,
} from '@testing/archive';
import { Crash, CrashPoint, FakeClock } from '@testing/domain';
import { FakeMailLedger } from '@testing/jobs';
import { FakeMailSink } from '@testing/mail-export';
import { FakeSecretStore } from '@testing/secrets';

import { EntryConversion } from '../src/entry-conversion';
import { MailBacklog } from '../src/mail/mail-backlog';
import { MailDelivery, type MailRun } from '../src/mail/mail-delivery';
import { MailLogin } from '../src/mail/mail-login';

const ACCOUNT = { accountId: '7', username: 'contoso' };
const PASSWORD = 'password';

const config = slice(MailConfig, {
  ...{ sink: 'imap', host: 'localhost', port: 993, security: 'tls', user: 'ada', folder: 'f' },
  ...{ from: '', to: '', intervalSeconds: 60, timeoutMs: 1000 },
});

const exportConfig = slice(ExportConfig, {
  timeoutMs: 30_000,
  allowedHosts: [],
  uploadConcurrency: 3,
  maxItemBytes: 100_000,
});

export interface MailWorldOptions {
  /** As the IMAP sink does. */
  keepsOne?: boolean;
  limitBytes?: number;
}

/** An archive, a mailbox, and the delivery between them. */
export class MailWorld {
  readonly crash = new CrashPoint();
  readonly clock = new FakeClock(Date.UTC(2025, 2, 31));
  readonly posts = new FakePostArchive(this.crash);
  readonly media = new FakeMediaArchive(this.crash);
  readonly states = new FakeCaptureStateStore(this.crash);
  readonly ledger = new FakeMailLedger(this.crash);
  readonly secrets = new FakeSecretStore();
  readonly mailbox: FakeMailSink;
  private delivery: MailDelivery;

  private constructor(options: MailWorldOptions) {
    this.mailbox = new FakeMailSink(this.crash, { ...options, password: PASSWORD });
    this.delivery = this.startProcess();
  }

  static async open(options: MailWorldOptions = {}): Promise<MailWorld> {
    const world = new MailWorld(options);
    await world.secrets.set(secretNames.mailPassword, new Secret(PASSWORD));
    return world;
  }

  /** Whatever the process before remembered is forgotten. */
  startProcess(): MailDelivery {
    this.crash.restart();
    const { posts, states, ledger, clock } = this;
    const backlog = new MailBacklog(posts, states, ledger, clock);
    const conversion = new EntryConversion(posts, this.media, exportConfig);
    const login = new MailLogin(this.mailbox, this.secrets, config);
    this.delivery = new MailDelivery(backlog, conversion, login, ledger, clock);
    return this.delivery;
  }

  /** A post as capture leaves it; its version is told by its text. */
  async archive(at: Date, text: string, raw: Partial<RawPost['post']> = {}): Promise<void> {
    const post = aPostToSave('7', { createdAt: at, raw: { text, ...raw } });
    await this.posts.savePosts('7', [post], { pageName: 'page', at: this.clock.now() });
  }

  /** Capture has read everything of a time, by default from the beginning. */
  async cover(until: Date, from?: Date): Promise<void> {
    const { state, revision } = await this.states.load('7');
    const range = { from: from ? firstIdAt(from) : '1', to: lastIdAt(until) };
    const coverage = withInterval(state.coverage, { ...range, state: 'complete', posts: 0 });
    await this.states.save('7', { ...state, coverage }, revision);
  }

  run(signal = new AbortController().signal, options?: { atMost: number }): Promise<MailRun> {
    return this.delivery.run(ACCOUNT, signal, options);
  }

  /** A run that may die or fail; then a process starts anew. */
  async runAnyhow(): Promise<void> {
    try {
      await this.run();
    } catch (error) {
      if (!(error instanceof Crash) && !(error instanceof AppError)) throw error;
    }
    this.startProcess();
  }

  /** The Message-IDs in the mailbox, in the order of arrival, without what is the same of all. */
  arrived(): string[] {
    return this.mailbox.arrived.map(({ messageId }) => messageId.slice(1).replace(/@.*$/, ''));
  }

  /** Those the archive has, in its order. */
  archived(): string[] {
    const entries = [...this.posts.entries.values()];
    return entries.map(({ postId, version }) => `${postId}.${version}`);
  }
}
