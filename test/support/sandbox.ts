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

/** A sandbox of one's own in this process, at any free port, over https that this process trusts. */
export async function startSandbox(settings: Partial<SandboxSettings>): Promise<RunningSandbox> {
  const dataDir = mkdtempSync(join(tmpdir(), 'contract-sandbox-'));
  const sandbox = await createSandbox(
    Object.assign(new SandboxSettings(), { port: 0, dataDir, ...settings }),
  );
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
