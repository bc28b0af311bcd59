import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type SandboxKeys } from '../../scripts/local/environment';

/** Gives the sandbox that is about to start in a folder secrets that can be told from everything else. */
export function markCredentials(dataDir: string): SandboxKeys {
  const marked = (name: string) => `canary-${name}-${randomBytes(12).toString('hex')}`;
  const keys: SandboxKeys = {
    tenantId: randomUUID(),
    aadAppId: randomUUID(),
    aadAppSecret: marked('aad-secret'),
    apiSecretKey: marked('api-secret-key'),
    xAppKey: marked('x-app-key'),
    xAppSecret: marked('x-app-secret'),
    xAccessToken: marked('access-token'),
    xAccessSecret: marked('access-secret'),
    smtpPassword: marked('smtp-password'),
  };
  mkdirSync(join(dataDir, 'sandbox'), { recursive: true });
  writeFileSync(join(dataDir, 'sandbox/credentials.json'), JSON.stringify(keys), { mode: 0o600 });
  return keys;
}
