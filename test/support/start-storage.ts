import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startAzurite } from '../../scripts/local/azurite';
import { STORAGE_VARIABLE } from './storage-target';

/** Runs before the contract suites: one Azurite for all of them, unless the variable names one that is running already. */
export default async function startStorage(): Promise<void> {
  if (process.env[STORAGE_VARIABLE]) return;
  const location = mkdtempSync(join(tmpdir(), 'contract-storage-'));
  const azurite = await startAzurite({ location });
  process.env[STORAGE_VARIABLE] = azurite.connectionString;
  stopStorage.run = async () => {
    await azurite.process.stop();
    rmSync(location, { recursive: true });
  };
}

/** What ends it again; Jest loads this file and the one that calls it in one process. */
export const stopStorage: { run?: () => Promise<void> } = {};
