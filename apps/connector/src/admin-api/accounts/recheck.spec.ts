import { type Absence } from '@app/archive';
import { aJob } from '@testing/jobs';

import { AdminPage } from '../../../testing/admin-page';
import { ConnectorApp } from '../../../testing/connector-app';
import { describeGuarded } from '../../../testing/describe-guarded';

const started = new ConnectorApp();
beforeAll(() => started.start());
afterAll(() => started.stop());

describeGuarded(started, { admin: [['get', 'accounts/7/recheck']] });

describe('what looking again has brought', () => {
  let connector: ConnectorApp;
  let page: AdminPage;
  beforeEach(async () => {
    connector = new ConnectorApp();
    await connector.start();
    page = await AdminPage.open(connector);
    await connector.jobs.save(aJob());
  });
  afterEach(() => connector.stop());
  const shown = async () => (await page.get('accounts/7/recheck')).body;
  const at = new Date('2026-01-01T00:00:00Z');
  const absence = (postId: string, state: Absence['state']): Absence => ({
    ...{ postId, state, reason: 'hidden', detail: 'no', shownAt: at, missedAt: at, lookedAt: at },
  });
  const recheck = { overlapAt: at, editsUpTo: '1', sweptAt: at, late: 1, changed: 2, deleted: 3 };
  const keptAll = { deletedPosts: 'redact', removed: 0, removing: 0, removalRefused: 0 };
  const save = (more = {}) =>
    connector.states.save(
      '7',
      { coverage: [], postsRead: 0, recheck: { ...recheck, ...more } },
      undefined,
      'deletions',
    );

  it('is nothing before the first time', async () => {
    const nothing = { late: 0, changed: 0, deleted: 0, hidden: 0, suspected: 0, untold: 0 };
    expect(await shown()).toEqual({ ...nothing, ...keptAll });
  });

  it('is what was found, with what X does not show now, and when the first sweep begins', async () => {
    await connector.absences.save('7', absence('1', 'hidden'));
    await connector.absences.save('7', absence('2', 'suspected'));
    await connector.absences.save('7', absence('3', 'shown-again'));
    for (const [i, state] of (['done', 'done', 'begun', 'refused'] as const).entries()) {
      const removal = { policy: 'redact', state, begunAt: at, at } as const;
      await connector.absences.save('7', { ...absence(`1${i}`, 'deleted'), removal });
    }
    await save({ untold: ['1', '2'] });
    expect(await shown()).toEqual({
      ...{ late: 1, changed: 2, deleted: 3, hidden: 1, suspected: 1, untold: 2 },
      ...{ deletedPosts: 'redact', removed: 2, removing: 1, removalRefused: 1 },
      overlapAt: at.toISOString(),
      nextSweepAt: '2026-01-02T00:00:00.000Z',
    });
  });

  it('tells when the last sweep ended, and when the one under way began', async () => {
    const sweepBegunAt = new Date('2026-01-02T00:00:01Z');
    await save({ sweptSince: at, sweepBegunAt });
    expect(await shown()).toMatchObject({
      sweptAt: at.toISOString(),
      nextSweepAt: sweepBegunAt.toISOString(),
    });
  });

  it('is 404 for an account nobody archives', async () => {
    expect((await page.get('accounts/8/recheck')).status).toBe(404);
  });
});
