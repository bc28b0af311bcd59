import { type ConnectorJob } from '@app/domain';

/** A job that was set up, of account 7. */
export function aJob(differs: Partial<ConnectorJob> = {}): ConnectorJob {
  return {
    schemaVersion: 1,
    jobId: 'job',
    tenantId: '6f8c6e0e-2a6b-4a55-9f0c-0d1c1e2f3a4b',
    accountId: '7',
    username: 'contoso',
    createdAt: new Date('2026-01-01T00:00:00Z'),
    state: 'created',
    paused: false,
    ...differs,
  };
}
