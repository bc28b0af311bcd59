import { takeCensus } from './local/census';
import { ProcessFailed } from './local/local-process';
import { JOB_ID, LocalStack } from './local/local-stack';
import { ReadableLog } from './local/readable-log';
import { parseStartOptions, START_HELP, type StartOptions } from './local/start-options';
import { judge, summaryText } from './local/summary';
import { untilDelivered } from './local/until-delivered';

const FOLLOW_UP_SECONDS = 15;

async function main(): Promise<void> {
  const options = parseStartOptions(process.argv.slice(2));
  if (!options) {
    console.log(START_HELP);
    return;
  }
  const log = new ReadableLog(options.dataDir);
  const stack = new LocalStack({ ...options, onLine: (name, line) => log.take(name, line) });
  const stopAll = stopper(stack, log);
  try {
    const isWell = await run(stack, options, log);
    if (options.once) await stopAll(isWell ? 0 : 1);
  } catch (error) {
    console.error(
      `\n${error instanceof ProcessFailed || !(error instanceof Error) ? String(error) : error.message}`,
    );
    await stopAll(1);
  }
}

async function run(stack: LocalStack, { once }: StartOptions, log: ReadableLog): Promise<boolean> {
  log.say('storage and the stand-ins for X and Office 365 start …');
  await stack.startSurroundings();
  log.say(`sandbox: ${stack.sandbox.url} · connector: ${stack.connectorUrl}`);
  const before = await stack.sandbox.stats();
  await stack.startConnector();
  stack.startWorker();
  await stack.sandbox.startImport({ jobId: JOB_ID, followUpSeconds: FOLLOW_UP_SECONDS });
  await untilDelivered(stack, (progress) => log.say(progress));
  const [stats, imported] = [await stack.sandbox.stats(), await stack.sandbox.importState(JOB_ID)];
  const census = await takeCensus(stack.azurite.connectionString, imported.mailbox);
  const result = { stats, imported, census, readNow: stats.postsRead - before.postsRead };
  console.log(summaryText(result, stack, !once));
  return judge(result).isWell;
}

/** Ends everything once, whoever asks first. */
function stopper(stack: LocalStack, log: ReadableLog): (code: number) => Promise<void> {
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    log.say('stopping …');
    await stack.stop();
    process.exit(code);
  };
  process.on('SIGINT', () => void stop(0)).on('SIGTERM', () => void stop(0));
  return stop;
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
