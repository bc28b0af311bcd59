import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { type Azurite, startAzurite } from './azurite';
import { credentialsSchema, localEnvironment, type SandboxKeys } from './environment';
import { endLeftovers, forgetProcesses, noteProcesses } from './leftovers';
import { LocalProcess } from './local-process';
import { freePort, isFree } from './ports';
import { SandboxControl } from './sandbox-control';

export const JOB_ID = 'local-job';
const HEALTH_POLL_MS = 200;

export interface StackOptions {
  dataDir: string;
  posts: string;
  dataset?: string;
  /** 0 for any free port. */
  connectorPort: number;
  sandboxPort: number;
  storagePort: number;
  onLine?: (name: string, line: string) => void;
}

const program = (app: string) => resolve(__dirname, `../../apps/${app}/src/main.js`);

/** All processes of the product on this machine, and the stand-ins around them. */
export class LocalStack {
  readonly processes: LocalProcess[] = [];
  azurite!: Azurite;
  sandbox!: SandboxControl;
  keys!: SandboxKeys;
  env!: NodeJS.ProcessEnv;
  connectorUrl!: string;
  private readonly pidFile: string;

  constructor(private readonly options: StackOptions) {
    this.pidFile = join(options.dataDir, 'processes.json');
  }

  /** Storage and stand-ins, with the account connected to the job. Rejects with an Error that says what to do. */
  async startSurroundings(): Promise<void> {
    const { dataDir } = this.options;
    makeWritable(dataDir);
    const ended = await endLeftovers(this.pidFile);
    if (ended > 0) this.tell(`${ended} processes of a start that was killed have been ended`);
    const ports = await this.choosePorts();
    this.connectorUrl = `http://127.0.0.1:${ports.connector}`;
    this.azurite = await startAzurite({
      location: join(dataDir, 'storage'),
      port: ports.storage || undefined,
    });
    this.watch(this.azurite.process);
    await this.startSandbox(ports.sandbox);
    this.keys = credentialsSchema.parse(
      JSON.parse(readFileSync(join(dataDir, 'sandbox/credentials.json'), 'utf8')),
    );
    const { azurite } = this;
    const sandboxUrl = this.sandbox.url;
    this.env = localEnvironment(
      { dataDir, azurite, sandboxUrl, connectorPort: ports.connector },
      this.keys,
    );
    await this.connectAccount();
  }

  async startConnector(): Promise<LocalProcess> {
    const connector = this.watch(
      new LocalProcess('connector', program('connector'), { env: this.env }),
    );
    for (;;) {
      if (!connector.isRunning) throw connector.failure('could not start');
      if (await isReady(this.connectorUrl)) return connector;
      await delay(HEALTH_POLL_MS);
    }
  }

  startWorker(env: NodeJS.ProcessEnv = {}): LocalProcess {
    const worker = new LocalProcess('worker', program('worker'), { env: { ...this.env, ...env } });
    return this.watch(worker);
  }

  /** Ends all, the newest first, so that nobody loses what it works with. */
  async stop(): Promise<void> {
    for (const each of this.processes.toReversed()) await each.stop();
    forgetProcesses(this.pidFile);
  }

  private async startSandbox(port: number): Promise<void> {
    const { dataDir, posts, dataset } = this.options;
    const sandbox = new LocalProcess('sandbox', program('sandbox'), {
      args: [
        ...['--port', `${port}`, '--data-dir', join(dataDir, 'sandbox'), '--posts', posts],
        ...['--storage-connection-string', this.azurite.connectionString],
        ...['--connector-url', this.connectorUrl],
        ...(dataset ? ['--dataset', dataset] : []),
      ],
    });
    this.watch(sandbox);
    await sandbox.readyWhen((line) => line.includes('sandbox listens on'));
    const ca = readFileSync(join(dataDir, 'sandbox/tls/ca.pem'), 'utf8');
    this.sandbox = new SandboxControl(`https://localhost:${port}`, ca);
  }

  private async connectAccount(): Promise<void> {
    const { tenantId: _tenant, aadAppId: _app, ...keys } = this.keys;
    const connect = new LocalProcess('set-up', resolve(__dirname, '../connect-account.js'), {
      env: this.env,
      input: JSON.stringify({ jobId: JOB_ID, ...keys }),
    });
    if ((await connect.exit()) !== 0) throw connect.failure('failed');
  }

  private async choosePorts(): Promise<{ connector: number; sandbox: number; storage: number }> {
    const { connectorPort, sandboxPort, storagePort } = this.options;
    return {
      connector: await choose(connectorPort, 1, '--connector-port'),
      sandbox: await choose(sandboxPort, 1, '--sandbox-port'),
      storage: await choose(storagePort, 3, '--storage-port'),
    };
  }

  private watch(started: LocalProcess): LocalProcess {
    this.processes.push(started);
    started.onLine = (line) => this.options.onLine?.(started.name, line);
    const running = this.processes.filter((each) => each.isRunning);
    noteProcesses(
      this.pidFile,
      running.map(({ child }) => ({ pid: child.pid ?? 0, program: child.spawnargs[2] ?? '' })),
    );
    return started;
  }

  private tell(message: string): void {
    this.options.onLine?.('start', message);
  }
}

function makeWritable(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch (cause) {
    throw new Error(
      `The folder ${resolve(dataDir)} cannot be written. Choose another with --data-dir.`,
      { cause },
    );
  }
}

async function choose(wanted: number, count: number, option: string): Promise<number> {
  if (wanted === 0) return count === 1 ? freePort() : 0;
  for (let port = wanted; port < wanted + count; port++) {
    if (!(await isFree(port))) {
      throw new Error(
        `Port ${port} is in use by another program. Stop that, or choose another with ${option}.`,
      );
    }
  }
  return wanted;
}

async function isReady(connectorUrl: string): Promise<boolean> {
  try {
    const response = await fetch(`${connectorUrl}/health/ready`);
    await response.body?.cancel();
    return response.ok;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
