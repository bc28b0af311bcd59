import { AppError } from '@app/domain';

/** The names of all secrets; nobody spells one out elsewhere. */
export const secretNames = {
  apiSecretKey: 'api-secret-key',
  aadAppId: 'aad-app-id',
  aadAppSecret: 'aad-app-secret',
  xAppKey: 'x-app-key',
  xAppSecret: 'x-app-secret',
  /** The X app owner's own tokens, as the deployment article has them; accounts have tokens of their own. */
  xAccessToken: 'x-access-token',
  xAccessSecret: 'x-access-secret',
  /** Of the name MAIL_USER, at the mail server messages are delivered to. */
  mailPassword: 'mail-password',
  sealingKey: 'sealing-key',
  sessionKey: 'session-key',
  /** Of the manifests. */
  signingKey: 'manifest-signing-key',
  /** An account's token and its secret in one: they are of one login, and never of two. */
  accountKeys: (accountId: string) => `account-${accountId}-keys`,
} as const;

/** Throws `secrets.unavailable` for a name that a store cannot have. */
export function checkSecretName(name: string): void {
  if (/^[A-Za-z0-9-]{1,127}$/.test(name)) return;
  throw new AppError(
    'secrets.unavailable',
    'A secret is named by letters, digits and hyphens, at most 127.',
  );
}
