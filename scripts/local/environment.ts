import { resolve } from 'node:path';
import { z } from 'zod';

import { SMTP_USER } from '../../apps/sandbox/src/mailbox/smtp/smtp-user';
import { type Azurite } from './azurite';

/** The sandbox's own keys and secrets, as it keeps them in `credentials.json`. */
export const credentialsSchema = z.object({
  tenantId: z.string(),
  aadAppId: z.string(),
  aadAppSecret: z.string(),
  apiSecretKey: z.string(),
  xAppKey: z.string(),
  xAppSecret: z.string(),
  xAccessToken: z.string(),
  xAccessSecret: z.string(),
  smtpPassword: z.string(),
});
export type SandboxKeys = z.infer<typeof credentialsSchema>;

/** What `connect-account` takes of the keys. */
export function keysToConnect(keys: SandboxKeys) {
  const { tenantId: _tenant, aadAppId: _app, smtpPassword: _smtp, ...others } = keys;
  return others;
}

export interface Places {
  dataDir: string;
  azurite: Omit<Azurite, 'process'>;
  sandboxUrl: string;
  connectorPort: number;
}

/**
 * The settings that make connector and worker work with the local stand-ins: addresses, and the authority whose
 * certificates to trust. They run the very code that runs against the real services.
 */
export function localEnvironment(
  { dataDir, azurite, sandboxUrl, connectorPort }: Places,
  { tenantId, aadAppId, aadAppSecret }: SandboxKeys,
): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    NODE_EXTRA_CA_CERTS: resolve(dataDir, 'sandbox/tls/ca.pem'),
    CONNECTOR_PORT: String(connectorPort),
    PUBLIC_URL: `http://localhost:${connectorPort}`,
    STORAGE_CONNECTION_STRING: azurite.connectionString,
    KEY_VAULT_URL: sandboxUrl,
    KEY_VAULT_VERIFY_CHALLENGE: 'false',
    // What a managed identity is in Azure: who this process is to the vault.
    AZURE_TENANT_ID: tenantId,
    AZURE_CLIENT_ID: aadAppId,
    AZURE_CLIENT_SECRET: aadAppSecret,
    TENANT_ID: tenantId,
    AAD_APP_ID: aadAppId,
    AAD_AUTHORITY_URL: sandboxUrl,
    X_API_BASE_URL: sandboxUrl,
    X_MEDIA_HOSTS: new URL(sandboxUrl).host,
    EVENT_API_BASE_URL: sandboxUrl,
    SINK_ALLOWED_HOSTS: `http://${azurite.blobHost}`,
    CAPTURE_INTERVAL_SECONDS: '3',
    CAPTURE_SETTLE_SECONDS: '1',
    CAPTURE_LEASE_SECONDS: '5',
    DELIVERY_POLL_SECONDS: '1',
    DELIVERY_RETRY_SECONDS: '1',
    DELIVERY_HIDE_SECONDS: '5',
  };
}

/** The mailbox of the sandbox that `--journal` sends to. */
export const JOURNAL_MAILBOX = 'journal@contoso.example';

/** What makes the worker send every post to the sandbox's journal mailbox; the password is in the vault. */
export function journalEnvironment(smtpPort: number): NodeJS.ProcessEnv {
  return {
    MAIL_SINK: 'smtp',
    MAIL_HOST: 'localhost',
    MAIL_PORT: String(smtpPort),
    MAIL_SECURITY: 'starttls',
    MAIL_USER: SMTP_USER,
    MAIL_FROM: 'connector@contoso.example',
    MAIL_TO: JOURNAL_MAILBOX,
    MAIL_INTERVAL_SECONDS: '2',
  };
}
