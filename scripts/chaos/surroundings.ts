import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

import { SandboxSettings } from '../../apps/sandbox/src/core/sandbox-settings';
import { createSandbox, type Sandbox } from '../../apps/sandbox/src/create-sandbox';
import { type Azurite, startAzurite } from '../local/azurite';
import { freePort } from '../local/ports';
import { StorageProxy } from './storage-proxy';

/** The generated posts end here, in every run of every day: a seed gives the same posts. */
const NEWEST_POST = '2026-06-30T12:00:00.000Z';

export interface SandboxOptions {
  name: string;
  /** Of the posts. */
  seed: number;
  posts: number;
  pageSize: number;
  leastVideoBytes: number;
}

/** What all runs share: storage in memory, ports, and the sandbox's certificate and keys. */
export class Surroundings {
  private constructor(
    readonly azurite: Azurite,
    readonly storage: StorageProxy,
    readonly ports: { sandbox: number; connector: number },
    private readonly folder: string,
  ) {}

  static async open(): Promise<Surroundings> {
    const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
    const ports = { sandbox: await freePort(), connector: await freePort() };
    const azurite = await startAzurite({ location: join(folder, 'storage'), inMemory: true });
    const storage = await StorageProxy.before(azurite.connectionString);
    const surroundings = new Surroundings(azurite, storage, ports, folder);
    await surroundings.makeSandbox();
    return surroundings;
  }

  get caFile(): string {
    return join(this.folder, 'sandbox/tls/ca.pem');
  }

  get connectorUrl(): string {
    return `http://localhost:${this.ports.connector}`;
  }

  /** A sandbox of one run: what it remembers begins anew, its address, certificate and keys are those of all runs. */
  async sandbox({ name, ...options }: SandboxOptions): Promise<Sandbox> {
    const dataDir = join(this.folder, name);
    cpSync(join(this.folder, 'sandbox'), dataDir, { recursive: true });
    return createSandbox(this.settings(dataDir, options));
  }

  /** What a run leaves on the disk. */
  forget(name: string): void {
    rmSync(join(this.folder, name), { recursive: true, force: true });
  }

  async close(): Promise<void> {
    await this.storage.close();
    await this.azurite.process.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async makeSandbox(): Promise<void> {
    const dataDir = join(this.folder, 'sandbox');
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'first-start.json'), JSON.stringify({ at: NEWEST_POST }));
    const sandbox = await createSandbox(this.settings(dataDir, { posts: 0 }));
    setDefaultCACertificates([...getCACertificates('default'), sandbox.ca]);
    await sandbox.close();
  }

  private settings(dataDir: string, options: Partial<SandboxSettings>): SandboxSettings {
    return Object.assign(new SandboxSettings(), {
      dataDir,
      port: this.ports.sandbox,
      storageConnectionString: this.storage.connectionString,
      connectorUrl: this.connectorUrl,
      ...options,
    });
  }
}
