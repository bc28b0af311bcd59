import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SandboxSettings } from '../../apps/sandbox/src/core/sandbox-settings';
import { createSandbox, type Sandbox } from '../../apps/sandbox/src/create-sandbox';
import { trust } from './trust';

/** A sandbox of its own in this process, trusted by it as `NODE_EXTRA_CA_CERTS` would; `close` leaves nothing behind. */
export async function openSandbox(settings: Partial<SandboxSettings>): Promise<Sandbox> {
  const dataDir = mkdtempSync(join(tmpdir(), 'contract-sandbox-'));
  const all = Object.assign(new SandboxSettings(), { port: 0, posts: 40, dataDir }, settings);
  const sandbox = await createSandbox(all);
  trust(sandbox.ca);
  const close = async () => {
    await sandbox.close();
    rmSync(dataDir, { recursive: true });
  };
  return { ...sandbox, close };
}
