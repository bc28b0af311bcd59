import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { type OptionalStream } from '@app/domain';

import { streamsText } from '../connect/streams-option';
import { type Azurite, startAzurite } from './azurite';
import { chooseDataset, type DatasetChoice } from './dataset-choice';
import {
  credentialsSchema,
  journalEnvironment,
  keysToConnect,
  localEnvironment,
  type SandboxKeys,
} from './environment';
import { endLeftovers, forgetProcesses, noteProcesses } from './leftovers';
import { LocalProcess, type ProcessOptions } from './local-process';
import { choosePorts, type WantedPorts } from './ports';
import { SandboxControl } from './sandbox-control';
import { WORKER_NODE_ARGS } from './worker-node-args';
import { makeWritable } from './writable-folder';

export const JOB_ID = 'local-job';

export interface StackOptions extends Partial<DatasetChoice>, WantedPorts {
  dataDir: string;
  /** No account is connected, and nothing is set. */
  isEmpty?: boolean;
  /** Storage keeps nothing on disk: quicker with very many blobs. */
  inMemory?: boolean;
  /** What is archived besides the account's own posts; as it is unless told. */
  streams?: OptionalStream[];
  /** The worker sends every post to the sandbox's journal mailbox as well. */
  journal?: boolean;
  /** Connector and worker come from this folder, an unpacked release, instead of the repository. */
  productDir?: string;
  /** Start a program anew whenever its code has changed. */
  watch?: boolean;
  /** Ctrl-C in the terminal reaches none of the processes; they are ended by `stop`, in order. */
  detached?: boolean;
  onLine?: (name: string, line: string) => void;
}

/** A built program; it runs in the folder it was built in, as npm scripts do. */
const built = (program: string, folder = '.') => resolve(folder, 'dist', `${program}.js`);

/** All processes of the product on this machine, and the stand-ins around them. */
export class LocalStack {
  readonly processes: LocalProcess[] = [];
  azurite!: Azurite;
  sandbox!: SandboxControl;
  keys!: SandboxKeys;
  env!: NodeJS.ProcessEnv;
  connectorUrl!: string;
  /** Where the sandbox takes e-mail. */
  smtpPort!: number;
  private readonly pidFile: string;
  private isStopping = false;

  constructor(private readonly options: StackOptions) {
    this.pidFile = join(options.dataDir, 'processes.json');
  }

  /** Storage and stand-ins, with the account connected to the job. Rejects with an Error that says what to do. */
  async startSurroundings(): Promise<void> {
    const { dataDir } = this.options;
    makeWritable(dataDir);
    const ended = await endLeftovers(this.pidFile);
    if (ended > 0) this.tell(`ended ${ended} processes that an earlier start had left behind`);
    if (this.options.watch) await this.startBuilding();
    const dataset = chooseDataset(dataDir, this.options);
    const ports = await choosePorts(this.options);
    this.smtpPort = ports.smtpPort;
    this.connectorUrl = `http://localhost:${ports.connectorPort}`;
    this.azurite = await startAzurite({
      location: join(dataDir, 'storage'),
      port: ports.storagePort || undefined,
      detached: this.options.detached,
      inMemory: this.options.inMemory,
      onProcess: (process) => this.watch(process),
    });
    await this.startSandbox(ports.sandboxPort, dataset);
    this.keys = credentialsSchema.parse(
      JSON.parse(readFileSync(join(dataDir, 'sandbox/credentials.json'), 'utf8')),
    );
    const { azurite } = this;
    const sandboxUrl = this.sandbox.url;
    const { connectorPort } = ports;
    this.env = {
      ...localEnvironment({ dataDir, azurite, sandboxUrl, connectorPort }, this.keys),
      ...(this.options.journal && journalEnvironment(this.smtpPort)),
    };
    if (!this.options.isEmpty) await this.connectAccount();
  }

  async startConnector(): Promise<LocalProcess> {
    const connector = this.launchProduct('connector', { env: this.env });
    await connector.readyWhen((line) => line.includes('connector listens on'));
    return connector;
  }

  /** A worker at work; `env` goes before the settings of the stack. */
  async startWorker(env: NodeJS.ProcessEnv = {}): Promise<LocalProcess> {
    const worker = this.launchProduct('worker', {
      env: { ...this.env, ...env },
      nodeArgs: WORKER_NODE_ARGS,
    });
    await worker.readyWhen((line) => line.includes('worker is at work'));
    return worker;
  }

  /** Rejects as soon as a process has ended that should go on. */
  async untilOneEnds(): Promise<never> {
    const running = this.processes.filter((each) => each.isRunning);
    const ended = await Promise.race(running.map((each) => each.exit().then(() => each)));
    throw ended.failure('has ended');
  }

  /** Ends all, the newest first, so that nobody loses what it works with. */
  async stop(): Promise<void> {
    this.isStopping = true;
    for (const each of this.processes.toReversed()) await each.stop();
    if (this.processes.length > 0) forgetProcesses(this.pidFile);
  }

  /** Builds anew, from now on, whatever changes. */
  private async startBuilding(): Promise<void> {
    const nest = resolve('node_modules/@nestjs/cli/bin/nest.js');
    const build = this.watch(
      new LocalProcess('build', nest, {
        args: ['build', '--watch'],
        detached: this.options.detached,
      }),
    );
    await build.readyWhen((line) => line.includes('Watching for file changes'));
    this.watch(
      new LocalProcess('build', resolve('node_modules/vite/bin/vite.js'), {
        args: [
          ...['build', '--watch', '--config', 'apps/admin-ui/vite.config.mts'],
          ...['--logLevel', 'warn'],
        ],
        detached: this.options.detached,
      }),
    );
  }

  private async startSandbox(port: number, { posts, dataset }: DatasetChoice): Promise<void> {
    const { dataDir } = this.options;
    const sandbox = this.launch('sandbox', built('apps/sandbox/src/main'), {
      args: [
        ...['--port', `${port}`, '--data-dir', join(dataDir, 'sandbox'), '--posts', posts],
        ...['--storage-connection-string', this.azurite.connectionString],
        ...['--connector-url', this.connectorUrl, '--smtp-port', `${this.smtpPort}`],
        ...(dataset ? ['--dataset', dataset] : []),
      ],
    });
    await sandbox.readyWhen((line) => line.includes('sandbox listens on'));
    const ca = readFileSync(join(dataDir, 'sandbox/tls/ca.pem'), 'utf8');
    this.sandbox = new SandboxControl(`https://localhost:${port}`, ca);
  }

  get keysToConnect() {
    return keysToConnect(this.keys);
  }

  private async connectAccount(): Promise<void> {
    const { streams, productDir } = this.options;
    const connect = new LocalProcess('set-up', built('scripts/connect-account', productDir), {
      cwd: productDir,
      args: streams ? ['--streams', streamsText(streams)] : [],
      env: this.env,
      detached: this.options.detached,
      input: JSON.stringify({
        ...{ jobId: JOB_ID, ...this.keysToConnect },
        ...(this.options.journal && { mailPassword: this.keys.smtpPassword }),
      }),
    });
    this.watch(connect);
    if ((await connect.exit()) !== 0) throw connect.failure('failed');
  }

  private launchProduct(app: 'connector' | 'worker', options: ProcessOptions): LocalProcess {
    const { productDir } = this.options;
    const program = built(`apps/${app}/src/main`, productDir);
    return this.launch(app, program, { cwd: productDir, ...options });
  }

  private launch(
    name: string,
    program: string,
    { nodeArgs = [], ...options }: ProcessOptions,
  ): LocalProcess {
    const { watch, detached } = this.options;
    const watching = watch ? ['--watch', '--watch-preserve-output'] : [];
    const all = { nodeArgs: [...watching, ...nodeArgs], detached, ...options };
    return this.watch(new LocalProcess(name, program, all));
  }

  private watch(started: LocalProcess): LocalProcess {
    if (this.isStopping) started.child.kill();
    this.processes.push(started);
    started.onLine = (line) => this.options.onLine?.(started.name, line);
    const running = this.processes.filter((each) => each.isRunning);
    noteProcesses(
      this.pidFile,
      running.map(({ child, program }) => ({ pid: child.pid ?? 0, program })),
    );
    return started;
  }

  private tell(message: string): void {
    this.options.onLine?.('start', message);
  }
}
