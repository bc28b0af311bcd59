import { AuditLog, AuditModule } from '@app/audit';
import { StorageClients } from '@app/azure';
import { EndedSessions, EndedSessionsModule } from '@app/auth';
import { SystemClock } from '@app/config';
import { type AppError } from '@app/domain';
import { anAuditEvent, describeAuditLog } from '@testing/audit';
import { describeEndedSessions } from '@testing/auth';
import { FakeClock } from '@testing/domain';

import { openModule } from '../support/open-module';
import { freshStorage, unreachableStorage } from '../support/storage';

const clock = new SystemClock();

async function openLog(storage = freshStorage()): Promise<AuditLog> {
  return (await openModule(AuditModule, { slices: [storage], clock })).get(AuditLog);
}

describeAuditLog('AzureAuditLog', () => openLog());

describe('AzureAuditLog', () => {
  it('says so when storage cannot be reached', async () => {
    const log = await openLog(unreachableStorage());
    const refused = { code: 'audit.unavailable' };
    await expect(log.append(anAuditEvent())).rejects.toMatchObject(refused);
    await expect(log.list({ limit: 1 })).rejects.toMatchObject(refused);
  });

  it('names a row that it cannot read, and hides no other from who goes on', async () => {
    const opened = await openModule(AuditModule, { slices: [freshStorage()], clock });
    const log = opened.get(AuditLog);
    await log.append(anAuditEvent());
    const keys = { partitionKey: '100000', rowKey: 'a' };
    const table = await opened.get(StorageClients, { strict: false }).table('audit');
    await table.createEntity({ ...keys, schemaVersion: 1, action: 'chain.anchored' });
    const damage = { code: 'storage.damaged', details: { ...keys, field: 'at' } };
    await expect(log.list({ limit: 5 })).rejects.toMatchObject(damage);
    const damaged: AppError[] = [];
    const onDamaged = (error: AppError) => damaged.push(error);
    expect((await log.list({ limit: 5, onDamaged })).events).toEqual([anAuditEvent()]);
    expect(damaged).toMatchObject([damage]);
  });
});

describeEndedSessions('AzureEndedSessions', async () => {
  const fakeClock = new FakeClock();
  const slices = [freshStorage()];
  const module = await openModule(EndedSessionsModule, { slices, clock: fakeClock });
  return { sessions: module.get(EndedSessions), clock: fakeClock };
});

describe('AzureEndedSessions', () => {
  it('says so when storage cannot be reached', async () => {
    const slices = [unreachableStorage()];
    const sessions = (await openModule(EndedSessionsModule, { slices, clock })).get(EndedSessions);
    await expect(sessions.has('a')).rejects.toMatchObject({ code: 'auth.unavailable' });
  });
});
