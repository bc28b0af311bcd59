import { AuditLog, AuditModule } from '@app/audit';
import { EndedSessions, EndedSessionsModule } from '@app/auth';
import { SystemClock } from '@app/config';
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
