import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';

import { readJsonFile, writeJsonFile } from './json-file';

const schema = z.object({
  tenantId: z.string(),
  aadAppId: z.string(),
  aadAppSecret: z.string(),
  apiSecretKey: z.string(),
  xAppKey: z.string(),
  xAppSecret: z.string(),
  xAccessToken: z.string(),
  xAccessSecret: z.string(),
  /** Not in the files of earlier sandboxes. */
  smtpPassword: z.string().optional(),
});

/** Every key and secret of the sandbox's own little world: random, made at the first start, kept. */
export class SandboxCredentials {
  readonly tenantId!: string;
  readonly aadAppId!: string;
  readonly aadAppSecret!: string;
  /** The connector's APISecretKey, which the stand-in for the portal knows. */
  readonly apiSecretKey!: string;
  readonly xAppKey!: string;
  readonly xAppSecret!: string;
  readonly xAccessToken!: string;
  readonly xAccessSecret!: string;
  /** Of the user who may send e-mail to the sandbox. */
  readonly smtpPassword!: string;
}

export function loadCredentials(dataDir: string): SandboxCredentials {
  const path = join(dataDir, 'credentials.json');
  const known = readJsonFile(path, schema);
  const credentials = { ...make(), ...known };
  if (!known?.smtpPassword) writeJsonFile(path, credentials);
  return Object.assign(new SandboxCredentials(), credentials);
}

function make(): Required<z.infer<typeof schema>> {
  const random = () => randomBytes(24).toString('base64url');
  return {
    tenantId: randomUUID(),
    aadAppId: randomUUID(),
    aadAppSecret: random(),
    apiSecretKey: random(),
    xAppKey: random(),
    xAppSecret: random(),
    xAccessToken: random(),
    xAccessSecret: random(),
    smtpPassword: random(),
  };
}
