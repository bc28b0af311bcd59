import { AppError } from '@app/domain';
import { ExclusiveWork } from '@app/jobs';
import { alertWorlds } from '@testing/alerts';
import { FakeLeaseStore } from '@testing/jobs';
import { recordLog } from '@testing/logging';

import { AlertSchedule } from './alert-schedule';

describe('AlertSchedule', () => {
  const { setUp } = alertWorlds();

  it('says what is raised, and what could not be looked at', async () => {
    const { world, reads, config, newRound } = await setUp();
    const { clock, states } = world;
    await reads.add('202601', 'another', 100);
    states.load = () => Promise.reject(new AppError('storage.damaged', 'No.'));
    const log = recordLog();
    const exclusive = new ExclusiveWork(new FakeLeaseStore(clock), clock);
    const schedule = new AlertSchedule(newRound(), exclusive, config, clock, log.logger());
    const sleep = jest.spyOn(clock, 'sleep');
    schedule.onApplicationBootstrap();
    while (!sleep.mock.calls.some(([ms]) => ms === config.intervalSeconds * 1000)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await schedule.onApplicationShutdown();
    expect(log.lines).toMatchObject([
      { level: 'error', event: 'alert', code: 'reads-near-limit', state: 'raised' },
      { level: 'error', event: 'alert', subject: '7', err: { code: 'storage.damaged' } },
    ]);
  });
});
