import { AppError, type ImportReport } from '@app/domain';

import { importFinished, importRefused } from './import-audit';

const at = new Date('2025-03-01T12:00:00.000Z');
const ended = { actor: { kind: 'worker' }, at, details: { importId: 'one' } } as const;
const counts = {
  ...{ entries: 5, added: 2, known: 1, ofApi: 1, withoutId: 0 },
  ...{ filesAdded: 3, filesKnown: 0, filesMissing: 0 },
};
const report = (isOn: boolean): ImportReport => ({
  ...{ ...counts, accountId: '7', username: 'contoso', generatedAt: at, problems: 1 },
  ...{ messages: { ...counts, added: 8, isOn }, likes: { ...counts, added: 9, isOn } },
  closedGaps: [{ from: '1', to: '2' }],
});
const told = {
  ...{ importId: 'one', entries: 5, added: 2, known: 1, ofApi: 1, filesAdded: 3 },
  ...{ problems: 1, closedGaps: 1 },
};

describe('an import in the audit log', () => {
  it('has its numbers, of messages and likes too where they are switched on', () => {
    const event = { at, actor: ended.actor, action: 'import.finished', subject: '7' };
    expect(importFinished(report(false), ended)).toEqual({
      ...{ ...event, result: 'done', details: told },
    });
    expect(importFinished(report(true), ended).details).toEqual({
      ...{ ...told, messagesAdded: 8, likesAdded: 9 },
    });
  });

  it('has the code of what went wrong, and no words of what is not expected', () => {
    const event = { at, actor: ended.actor, action: 'import.finished', result: 'refused' };
    const error = new AppError('import.other_account', 'no');
    expect(importRefused(error, { ...ended, accountId: '7' })).toEqual({
      ...{ ...event, subject: '7', details: { importId: 'one', reason: 'import.other_account' } },
    });
    expect(importRefused(new Error('canary'), ended)).toEqual({
      ...{ ...event, details: { importId: 'one', reason: 'import.failed' } },
    });
  });
});
