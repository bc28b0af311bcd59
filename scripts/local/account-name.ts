import { type ConnectorJob } from '@app/domain';

/** Is it a job of the account that is meant, by `@name`, name or id? */
export function isOfAccount({ accountId, username }: ConnectorJob, wanted: string): boolean {
  const name = wanted.replace(/^@/, '').toLowerCase();
  return accountId === name || username.toLowerCase() === name;
}
