import { join } from 'node:path';

import { type Sandbox } from '../../apps/sandbox/src/create-sandbox';
import { localEnvironment } from '../local/environment';
import { type ImportStats, SandboxControl } from '../local/sandbox-control';
import { ChaosClock } from './chaos-clock';
import { endStateOf, type EndState, type Normalize, type Place } from './end-state';
import { connect, type Observer, type Running, startConnector, startWorker } from './product';
import { type SandboxOptions, type Surroundings } from './surroundings';

/** As often as the settings allow, and nothing remembered that could hide a fault. */
const QUICK = {
  ...{ LOG_LEVEL: 'fatal', KEY_VAULT_CACHE_SECONDS: '0' },
  ...{ CAPTURE_INTERVAL_SECONDS: '1', CAPTURE_SETTLE_SECONDS: '0', CAPTURE_LEASE_SECONDS: '2' },
  ...{ DELIVERY_RETRY_SECONDS: '1', DELIVERY_HIDE_SECONDS: '2' },
  ...{ X_API_TIMEOUT_MS: '1000', X_MEDIA_TIMEOUT_MS: '1000', EVENT_API_TIMEOUT_MS: '1000' },
};

/** The product of one run, its stand-ins, and the strings to pull. */
export class ChaosWorld {
  readonly clock = new ChaosClock();
  readonly control: SandboxControl;
  /** What a fault changes on purpose, taken out again before the end is compared. */
  normalize: Normalize = (bytes) => bytes;
  private readonly running: Running[] = [];

  private constructor(
    private readonly sandbox: Sandbox,
    readonly place: Place,
    private readonly observer: Observer,
  ) {
    this.control = new SandboxControl(sandbox.url, sandbox.ca);
  }

  /** The account is connected; nothing runs yet. */
  static async open(surroundings: Surroundings, options: SandboxOptions): Promise<ChaosWorld> {
    const { name } = options;
    const sandbox = await surroundings.sandbox(options);
    const { azurite, ports } = surroundings;
    const places = { azurite, sandboxUrl: sandbox.url, connectorPort: ports.connector };
    const dataDir = join(surroundings.caFile, '../../..');
    Object.assign(
      process.env,
      localEnvironment({ ...places, dataDir }, sandbox.credentials),
      QUICK,
      { STORAGE_NAME_PREFIX: name },
    );
    const observer = await connect(name, sandbox.credentials);
    const { connectionString } = azurite;
    const world = new ChaosWorld(
      sandbox,
      { connectionString, prefix: name, jobId: name },
      observer,
    );
    world.running.push(await startConnector(world.clock, ports.connector));
    return world;
  }

  async startWorker(): Promise<Running> {
    const worker = await startWorker(this.clock);
    this.running.push(worker);
    return worker;
  }

  /** Sets the clock to the end of what the account is made to wait for, if anything: nothing else moves it. */
  async skipRests(): Promise<void> {
    const { parked } = await this.observer.captureState();
    const restMs = (parked?.until.getTime() ?? 0) - this.clock.now().getTime();
    if (restMs > 0) this.clock.jump(restMs + 1);
  }

  imported(): Promise<ImportStats> {
    return this.control.importState(this.place.jobId);
  }

  async end(): Promise<EndState> {
    return endStateOf(this.place, await this.imported(), this.normalize);
  }

  async close(): Promise<void> {
    for (const each of this.running.toReversed()) await each.close();
    await this.observer.close();
    await this.sandbox.close();
  }
}
