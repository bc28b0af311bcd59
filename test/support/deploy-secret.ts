import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { type LocalStack } from '../../scripts/local/local-stack';
import { trust } from './trust';

const tokenSchema = z.object({ access_token: z.string() });

/** Puts the APISecretKey into the vault, as the deployment does: the only thing an empty connector has. */
export function deployKey(stack: LocalStack, dataDir: string): Promise<void> {
  return deploySecret(stack, dataDir, { name: 'api-secret-key', value: stack.keys.apiSecretKey });
}

/** Puts a secret into the vault, as an operator does. */
export async function deploySecret(
  { keys, sandbox }: LocalStack,
  dataDir: string,
  { name, value }: { name: string; value: string },
): Promise<void> {
  trust(readFileSync(join(dataDir, 'sandbox/tls/ca.pem'), 'utf8'));
  const asked = await fetch(`${sandbox.url}/${keys.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: keys.aadAppId,
      client_secret: keys.aadAppSecret,
      scope: 'https://vault.azure.net/.default',
    }),
  });
  const { access_token: token } = tokenSchema.parse(await asked.json());
  const answer = await fetch(`${sandbox.url}/secrets/${name}?api-version=7.4`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ value }),
  });
  if (!answer.ok) throw new Error(`The vault answers ${answer.status}.`);
}
