import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, type XCredentials } from '@app/domain';

import { SandboxSettings } from '../../apps/sandbox/src/core/sandbox-settings';
import { createSandbox, type Sandbox } from '../../apps/sandbox/src/create-sandbox';
import { SandboxControl } from '../../scripts/local/sandbox-control';
import { trust } from './trust';

export interface RunningSandbox extends Sandbox {
  control: SandboxControl;
  /** The keys of the account of the dataset. */
  keys: XCredentials;
}

/** A sandbox of one suite in this process, which trusts it; `close` leaves nothing behind. */
export async function startSandbox(
  settings: Partial<SandboxSettings> = {},
): Promise<RunningSandbox> {
  const dataDir = mkdtempSync(join(tmpdir(), 'contract-sandbox-'));
  const all = Object.assign(new SandboxSettings(), { port: 0, posts: 40, dataDir }, settings);
  const sandbox = await createSandbox(all);
  trust(sandbox.ca);
  const { xAppKey, xAppSecret, xAccessToken, xAccessSecret } = sandbox.credentials;
  return {
    ...sandbox,
    control: new SandboxControl(sandbox.url, sandbox.ca),
    keys: {
      appKey: new Secret(xAppKey),
      appSecret: new Secret(xAppSecret),
      accessToken: new Secret(xAccessToken),
      accessSecret: new Secret(xAccessSecret),
    },
    close: async () => {
      await sandbox.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
