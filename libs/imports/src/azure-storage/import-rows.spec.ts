import { splitJson } from '@app/azure';
import { countedOnly } from '@app/domain';
import { anImport } from '@testing/imports';

import { importOf, keysOf } from './import-rows';

describe('a row of an import from before messages and likes were imported', () => {
  it('is read: they were counted', () => {
    const one = anImport({ state: 'done' });
    const report = {
      ...{ entries: 5, added: 1, known: 2, ofApi: 2, problems: 1 },
      ...{ filesAdded: 1, filesKnown: 0, filesMissing: 0, closedGaps: [] },
      ...{ accountId: one.accountId, username: 'contoso', generatedAt: one.createdAt },
    };
    const old = { ...one, report: { ...report, others: { directMessages: 3, likes: 4 } } };
    const row = { ...keysOf(one), schemaVersion: 1, etag: 'x', ...splitJson('import', old) };
    expect(importOf(row).known).toEqual({
      ...one,
      report: { ...report, messages: countedOnly(3), likes: countedOnly(4) },
    });
  });
});
