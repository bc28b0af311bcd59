import { join, resolve } from 'node:path';

import { type Sandbox } from '../../apps/sandbox/src/create-sandbox';
import { localEnvironment } from '../local/environment';
import { LocalProcess } from '../local/local-process';
import { type ImportStats, SandboxControl } from '../local/sandbox-control';
import { ChaosClock } from './chaos-clock';
import { Moments } from './moments';
import { endStateOf, type EndState, type Normalize, type Place } from './end-state';
import { type StorageProxy } from './storage-proxy';
import {
  type Changed,
  connect,
  type Observer,
  type Running,
  startConnector,
  startWorker,
} from './product';
import { type SandboxOptions, type Surroundings } from './surroundings';

/** As often as the settings allow, and nothing remembered that could hide a fault. */
const QUICK = {
  ...{ LOG_LEVEL: 'fatal', KEY_VAULT_CACHE_SECONDS: '0' },
  ...{ CAPTURE_INTERVAL_SECONDS: '1', CAPTURE_SETTLE_SECONDS: '0', CAPTURE_LEASE_SECONDS: '5' },
  ...{ DELIVERY_RETRY_SECONDS: '1', DELIVERY_HIDE_SECONDS: '5' },
  ...{ X_API_TIMEOUT_MS: '1000', X_MEDIA_TIMEOUT_MS: '1000', EVENT_API_TIMEOUT_MS: '1000' },
  // Longer than what is slow takes to answer.
  STORAGE_TIMEOUT_MS: '3000',
};

/** The product of one run, its stand-ins, and the strings to pull. */
export class ChaosWorld {
  readonly clock = new ChaosClock();
  readonly control: SandboxControl;
  readonly moments = new Moments();
  /** What a fault changes on purpose, taken out again before the end is compared. */
  normalize: Normalize = (bytes) => bytes;
  /** How the work is begun: by one worker unless a fault wants it otherwise. */
  begin: () => Promise<void> = () => this.startWorker();
  private readonly running: Running[] = [];

  private constructor(
    private readonly sandbox: Sandbox,
    readonly storage: StorageProxy,
    readonly place: Place,
    private readonly observer: Observer,
    /** Where the Import service finds the connector. */
    public connectorUrl: string,
  ) {
    this.control = new SandboxControl(sandbox.url, sandbox.ca);
    storage.onAnswered = () => this.moments.answered();
  }

  /** The account is connected; nothing runs yet. */
  static async open(surroundings: Surroundings, options: SandboxOptions): Promise<ChaosWorld> {
    const { name } = options;
    const sandbox = await surroundings.sandbox(options);
    const { azurite, ports } = surroundings;
    const places = {
      azurite: { ...azurite, blobHost: surroundings.storage.blobHost },
      sandboxUrl: sandbox.url,
      connectorPort: ports.connector,
    };
    const dataDir = join(surroundings.caFile, '../../..');
    Object.assign(
      process.env,
      localEnvironment({ ...places, dataDir }, sandbox.credentials),
      QUICK,
      { STORAGE_NAME_PREFIX: name },
    );
    const observer = await connect(name, sandbox.credentials);
    const { storage } = surroundings;
    // From here on: what the sandbox lends leads there too.
    process.env.STORAGE_CONNECTION_STRING = storage.connectionString;
    const { connectionString } = azurite;
    const world = new ChaosWorld(
      sandbox,
      storage,
      { connectionString, prefix: name, jobId: name },
      observer,
      surroundings.connectorUrl,
    );
    world.running.push(await startConnector(world.changed, ports.connector));
    return world;
  }

  private get changed(): Changed {
    return { clock: this.clock, config: this.observer.config };
  }

  async startWorker(): Promise<void> {
    this.running.push(await startWorker(this.changed));
  }

  /** A worker that is a process of its own, at work. */
  async startWorkerProcess(): Promise<LocalProcess> {
    const worker = new LocalProcess('worker', resolve(__dirname, '../../apps/worker/src/main.js'), {
      env: { ...process.env, LOG_LEVEL: 'info' },
    });
    this.endAfterwards({ close: () => worker.stop('SIGKILL') });
    await worker.readyWhen((line) => line.includes('worker is at work'));
    return worker;
  }

  endAfterwards(running: Running): void {
    this.running.push(running);
  }

  /** Sets the clock to the end of what the account is made to wait for, if anything: nothing else moves it. */
  async skipRests(): Promise<void> {
    const { parked } = await this.observer.captureState();
    const restMs = (parked?.until.getTime() ?? 0) - this.clock.now().getTime();
    if (restMs > 0) this.clock.jump(restMs + 1);
  }

  /** May an item still be delivered again, for a file of it that has come, or may soon? Is a task still open that was accepted? */
  async isAtWork(): Promise<boolean> {
    if (await this.observer.awaitsFiles(this.clock.now())) return true;
    if ((await this.imported()).openAgain > 0) return true;
    return ((await this.observer.reconcile()).byReason['task-waits'] ?? 0) > 0;
  }

  imported(): Promise<ImportStats> {
    return this.control.importState(this.place.jobId);
  }

  /** What there is once nobody is at work any more, and nothing fails. */
  async end(): Promise<EndState> {
    await this.rest();
    await this.control.clearFaults();
    const { findings } = await this.observer.verify();
    const [imported, report] = [await this.imported(), await this.observer.reconcile()];
    return endStateOf(this.place, { imported, findings, report }, this.normalize);
  }

  async close(): Promise<void> {
    await this.rest();
    await this.observer.close();
    await this.sandbox.close();
  }

  private async rest(): Promise<void> {
    this.storage.clear();
    this.storage.onAnswered = () => undefined;
    for (const each of this.running.splice(0).toReversed()) await each.close();
  }
}
