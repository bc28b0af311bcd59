import { JOURNAL_MAILBOX } from './local/environment';
import { JOB_ID, LocalStack } from './local/local-stack';
import { ReadableLog } from './local/readable-log';
import { parseStartOptions, START_HELP, type StartOptions } from './local/start-options';
import { judge, summaryText, whereToLook } from './local/summary';
import { type State, untilDelivered } from './local/until-delivered';
import { untilJournaled } from './local/until-journaled';
import { UsageError } from './local/usage-error';

const FOLLOW_UP_SECONDS = 10;
const WRONG_USAGE = 2;
const INTERRUPTED = 130;

/** One start of everything, from the first process to the end of the last. */
class LocalStart {
  private readonly log: ReadableLog;
  private readonly stack: LocalStack;
  /** Posts X has billed before this start. */
  private readBefore = 0;
  private exitCode: number;
  private isStopping = false;

  constructor(private readonly options: StartOptions) {
    this.log = new ReadableLog(options.dataDir);
    const onLine = (name: string, line: string) => this.log.take(name, line);
    this.stack = new LocalStack({ ...options, detached: true, onLine });
    this.exitCode = options.once ? INTERRUPTED : 0;
  }

  async run(): Promise<void> {
    try {
      await this.startAll();
      await Promise.race([this.stack.untilOneEnds(), this.archiveAndDeliver()]);
      if (!this.options.once) await this.stack.untilOneEnds();
    } catch (error) {
      if (this.isStopping) return;
      console.error(`\n${error instanceof Error ? error.message : String(error)}`);
      this.exitCode = 1;
    }
    await this.stop();
  }

  /** Ends everything once, whoever asks first. */
  async stop(): Promise<void> {
    if (this.isStopping) return;
    this.isStopping = true;
    this.log.say('stopping …');
    await this.stack.stop();
    process.exit(this.exitCode);
  }

  private async startAll(): Promise<void> {
    const { log, stack } = this;
    log.say('storage and the stand-ins for X and Office 365 start …');
    await stack.startSurroundings();
    await stack.startConnector();
    this.readBefore = (await stack.sandbox.stats()).postsRead;
    await stack.startWorker();
    log.say(`sandbox ${stack.sandbox.url} · connector ${stack.connectorUrl}`);
  }

  private async archiveAndDeliver(): Promise<void> {
    const { log, stack, options } = this;
    await stack.sandbox.startImport(JOB_ID, FOLLOW_UP_SECONDS);
    const state = await untilDelivered(stack, (progress) => log.say(progress));
    const readNow = state.stats.postsRead - this.readBefore;
    console.log(summaryText({ ...state, readNow }, options.dataDir));
    const isJournaled = !options.journal || (await this.journal(state));
    this.exitCode = judge(state).isWell && isJournaled ? 0 : 1;
    if (options.once) return;
    console.log(whereToLook(stack, options.dataDir));
    log.tellsNews = true;
  }

  /** Waits for the journal mailbox to have every message. False when it stays behind. */
  private async journal({ census }: State): Promise<boolean> {
    const say = (progress: string) => this.log.say(progress);
    const count = await untilJournaled(this.stack.sandbox, census.indexRows, say);
    console.log(`  journaled    ${count} messages, by SMTP to ${JOURNAL_MAILBOX}\n`);
    return count >= census.indexRows;
  }
}

try {
  const options = parseStartOptions(process.argv.slice(2));
  if (options) {
    const start = new LocalStart(options);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => void start.stop());
    }
    void start.run();
  } else console.log(START_HELP);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${START_HELP}`);
  process.exitCode = WRONG_USAGE;
}
