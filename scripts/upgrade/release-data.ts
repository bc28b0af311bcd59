import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { connectByString } from '@app/azure';
import { optionalStreams } from '@app/domain';
import { z } from 'zod';

import { JOB_ID, LocalStack } from '../local/local-stack';
import { untilDelivered } from '../local/until-delivered';
import { refuseSecrets } from './refuse-secrets';
import { readStorage, type StorageCopy, storageCopySchema } from './storage-copy';

/** Ours; the others are those the sandbox lends. */
const CONTAINERS = ['archive', 'imports'];
const FOLLOW_UP_SECONDS = 5;
/** Few tasks, so that what is kept is small. */
const WINDOW_DAYS = 200;

/** Of a task that nobody works on any more; some of the posts are of that time. */
const WAITING = { start: '2023-01-01T00:00:00Z', end: '2024-06-30T00:00:00Z' };
const TIMEOUT_MS = 30_000;
const POLL_MS = 100;

const messageSchema = z.object({ taskId: z.string() });
const aboutSchema = z.object({
  /** The version of the release that has written it. */
  release: z.string(),
  writtenAt: z.coerce.date(),
  /** The task that waits in the queue. */
  waitingTask: z.string(),
});

/** What a release has left in storage. */
export interface ReleaseData extends z.infer<typeof aboutSchema> {
  storage: StorageCopy;
  /** What its manifests are signed with, in PEM. */
  publicKey: string;
}

export interface Recording {
  /** The unpacked release. */
  productDir: string;
  /** Where it works; new. */
  dataDir: string;
  /** Responses of X with the posts of the account. */
  dataset: string;
  onLine: (name: string, line: string) => void;
}

/** Lets a release archive and deliver an account, and gives what it has stored. */
export async function recordRelease({ onLine, ...places }: Recording): Promise<ReleaseData> {
  const ports = { connectorPort: 0, sandboxPort: 0, storagePort: 0, smtpPort: 0 };
  const stack = new LocalStack({
    ...{ ...ports, ...places },
    ...{ streams: [...optionalStreams], onLine },
  });
  try {
    await stack.startSurroundings();
    const connector = await stack.startConnector();
    const worker = await stack.startWorker();
    await stack.sandbox.startImport(JOB_ID, FOLLOW_UP_SECONDS, { windowDays: WINDOW_DAYS });
    await untilDelivered(stack, (progress) => onLine('start', progress));
    await worker.stop();
    await stack.sandbox.ask({ jobId: JOB_ID, ...WAITING });
    const waitingTask = await untilQueued(stack);
    await connector.stop();
    return { ...(await keptBy(stack, places.productDir)), waitingTask };
  } finally {
    await stack.stop();
  }
}

/** The task of the first message. */
async function untilQueued({ azurite }: LocalStack): Promise<string> {
  const { queue } = connectByString(azurite.connectionString, TIMEOUT_MS);
  for (;;) {
    const { peekedMessageItems } = await queue.getQueueClient('downloads').peekMessages();
    const [message] = peekedMessageItems;
    if (message) return messageSchema.parse(JSON.parse(message.messageText)).taskId;
    await delay(POLL_MS);
  }
}

async function keptBy(stack: LocalStack, productDir: string) {
  const storage = await readStorage(stack.azurite.connectionString, CONTAINERS);
  refuseSecrets(storage, secretsOf(stack));
  const showKey = [join(productDir, 'dist/scripts/verify.js'), '--show-public-key'];
  const options = { cwd: productDir, env: stack.env, encoding: 'utf8' } as const;
  const manifest: unknown = JSON.parse(readFileSync(join(productDir, 'package.json'), 'utf8'));
  return {
    storage,
    publicKey: execFileSync(process.execPath, showKey, options),
    release: z.object({ version: z.string() }).parse(manifest).version,
    writtenAt: new Date(),
  };
}

function secretsOf({ keys, azurite }: LocalStack): Record<string, string> {
  const accountKey = /AccountKey=([^;]+)/.exec(azurite.connectionString)?.[1] ?? '';
  return { ...keys, tenantId: '', aadAppId: '', accountKey, signature: 'sig=' };
}

export function writeReleaseData(folder: string, { storage, publicKey, ...about }: ReleaseData) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'storage.json.gz'), gzipSync(JSON.stringify(storage), { level: 9 }));
  writeFileSync(join(folder, 'public-key.pem'), publicKey);
  writeFileSync(join(folder, 'about.json'), `${JSON.stringify(about, null, 2)}\n`);
}

export function readReleaseData(folder: string): ReleaseData {
  const read = (file: string) => readFileSync(join(folder, file));
  return {
    ...aboutSchema.parse(JSON.parse(read('about.json').toString())),
    publicKey: read('public-key.pem').toString(),
    storage: storageCopySchema.parse(JSON.parse(gunzipSync(read('storage.json.gz')).toString())),
  };
}
