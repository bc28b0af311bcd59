import { Secret, type XCredentials } from '@app/domain';

import { type SandboxSettings } from '../../apps/sandbox/src/core/sandbox-settings';
import { type Sandbox } from '../../apps/sandbox/src/create-sandbox';
import { SandboxControl } from '../../scripts/local/sandbox-control';
import { openSandbox } from './open-sandbox';

export interface RunningSandbox extends Sandbox {
  control: SandboxControl;
  /** The keys of the account of the dataset. */
  keys: XCredentials;
}

/** A sandbox of one's own, with its strings and keys at hand. */
export async function startSandbox(settings: Partial<SandboxSettings>): Promise<RunningSandbox> {
  const sandbox = await openSandbox(settings);
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
  };
}
