/** The names of all secrets; nobody spells one out elsewhere. */
export const secretNames = {
  apiSecretKey: 'api-secret-key',
  aadAppSecret: 'aad-app-secret',
  xAppKey: 'x-app-key',
  xAppSecret: 'x-app-secret',
  sealingKey: 'sealing-key',
  accountAccessToken: (accountId: string) => `account-${accountId}-access-token`,
  accountAccessSecret: (accountId: string) => `account-${accountId}-access-secret`,
} as const;
