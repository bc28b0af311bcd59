import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

import { parseSettings } from '../../apps/sandbox/src/core/sandbox-settings';
import { createSandbox, type Sandbox } from '../../apps/sandbox/src/create-sandbox';
import { SandboxControl } from '../../scripts/local/sandbox-control';

export interface OwnSandbox extends Sandbox {
  control: SandboxControl;
}

/**
 * A sandbox of one suite, with few posts. Its certificates are trusted from now on, as NODE_EXTRA_CA_CERTS makes processes trust
 * them; those of a suite before are not: all sandboxes' authorities have one name.
 */
export async function startOwnSandbox(): Promise<OwnSandbox> {
  const dataDir = mkdtempSync(join(tmpdir(), 'contract-sandbox-'));
  const settings = parseSettings(['--port', '0', '--data-dir', dataDir, '--posts', '10']);
  if (typeof settings === 'string') throw new Error(settings);
  const sandbox = await createSandbox(settings);
  setDefaultCACertificates([...getCACertificates('bundled'), sandbox.ca]);
  return {
    ...sandbox,
    control: new SandboxControl(sandbox.url, sandbox.ca),
    close: async () => {
      await sandbox.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
