import { AppError, countedOnly, type ImportReport } from '@app/domain';
import { FakeAuditLog } from '@testing/audit';
import { FakeClock } from '@testing/domain';

import { audited } from './audited';

const report: ImportReport = {
  ...{ accountId: '7', username: 'contoso', generatedAt: new Date(0) },
  ...{ entries: 12, added: 7, known: 1, ofApi: 4, problems: 2 },
  ...{ filesAdded: 3, filesKnown: 2, filesMissing: 1 },
  ...{ messages: countedOnly(0), likes: countedOnly(0) },
  ...{ closedGaps: [{ from: '1', to: '9' }] },
};

async function eventsOf(
  run: (audit: FakeAuditLog) => Promise<ImportReport>,
  { stopped = new AbortController(), accountIds = ['7'] } = {},
) {
  const audit = new FakeAuditLog();
  const given = {
    ...{ audit, clock: new FakeClock(), fileName: 'a.zip' },
    ...{ accountIds, signal: stopped.signal },
  };
  const [outcome] = await Promise.allSettled([audited(given, () => run(audit))]);
  return { outcome, events: audit.events };
}

const requested = {
  ...{ actor: { kind: 'operator' }, action: 'import.requested', result: 'done', subject: '7' },
  details: { fileName: 'a.zip' },
};

describe('an import by command', () => {
  it('is noted before it begins, and with what came of it', async () => {
    const { outcome, events } = await eventsOf(() => Promise.resolve(report));
    expect(outcome).toMatchObject({ value: report });
    expect(events).toMatchObject([
      requested,
      {
        ...{ action: 'import.finished', subject: '7', result: 'done' },
        details: { fileName: 'a.zip', entries: 12, added: 7, problems: 2, closedGaps: 1 },
      },
    ]);
  });

  it.each([
    [new AppError('import.unsafe_archive', 'no'), 'import.unsafe_archive'],
    [new Error('a bug'), 'import.failed'],
  ])('is noted with why it failed: %s', async (error, reason) => {
    const { outcome, events } = await eventsOf(() => Promise.reject(error));
    expect(outcome).toMatchObject({ reason: error });
    expect(events).toMatchObject([
      requested,
      { action: 'import.finished', subject: '7', result: 'refused', details: { reason } },
    ]);
  });

  it.each([false, true])(
    'is not noted as refused when it is done and the log is away, stopped or not: %s',
    async (isStopped) => {
      const stopped = new AbortController();
      const unavailable = new AppError('audit.unavailable', 'Not now.');
      const { outcome, events } = await eventsOf(
        (audit) => {
          const append = audit.append.bind(audit);
          audit.append = (event) => {
            audit.append = append;
            if (isStopped) stopped.abort();
            return event.action === 'import.finished' ? Promise.reject(unavailable) : append(event);
          };
          return Promise.resolve(report);
        },
        { stopped },
      );
      expect(outcome).toMatchObject({ reason: unavailable });
      expect(events).toMatchObject([requested]);
    },
  );

  it('is noted as cancelled when it was stopped', async () => {
    const stopped = new AbortController();
    const { events } = await eventsOf(
      () => {
        stopped.abort();
        return Promise.reject(new Error('stopped'));
      },
      { stopped },
    );
    expect(events).toMatchObject([requested, { action: 'import.cancelled', subject: '7' }]);
  });

  it('names no account before it is known which of several it is of', async () => {
    const accountIds = ['7', '8'];
    const { events } = await eventsOf(() => Promise.resolve(report), { accountIds });
    expect(events.map(({ subject }) => subject)).toEqual([undefined, '7']);
    const failed = await eventsOf(() => Promise.reject(new Error('a bug')), { accountIds });
    expect(failed.events.map(({ subject }) => subject)).toEqual([undefined, undefined]);
  });
});
