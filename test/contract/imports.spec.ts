import { type TestingModule } from '@nestjs/testing';
import { ImportFiles, ImportsModule, ImportStore } from '@app/imports';
import { anImport, describeImportFiles, describeImportStore } from '@testing/imports';

import { openModule, openProcesses } from '../support/open-module';
import { freshStorage, unreachableStorage } from '../support/storage';

let processes: { next(): TestingModule };
beforeAll(async () => {
  processes = await openProcesses(ImportsModule, { slices: [freshStorage()] });
});

describeImportStore('AzureImportStore', () => processes.next().get(ImportStore));
describeImportFiles('AzureImportFiles', () => processes.next().get(ImportFiles));

describe('the imports without their storage', () => {
  it('say in every call that storage is unavailable', async () => {
    const nowhere = await openModule(ImportsModule, { slices: [unreachableStorage()] });
    const [store, files] = [nowhere.get(ImportStore), nowhere.get(ImportFiles)];
    const one = anImport();
    const nothing = async function* () {
      await Promise.resolve();
      yield Buffer.from('list');
    };
    const calls: (() => Promise<unknown>)[] = [
      () => store.add(one),
      () => store.change(one, (known) => known),
      () => store.find(one),
      () => store.list('7'),
      () => store.listPending(),
      () => files.saveBlock(one, 0, Buffer.from('abc')),
      () => files.countBlocks(one),
      () => files.complete(one, { blocks: 1, bytes: 3 }),
      () => files.openZip(one),
      () => files.removeZip(one),
      () => files.saveProblems(one, nothing()),
      () => files.openProblems(one),
    ];
    const said = await Promise.allSettled(calls.map((call) => call()));
    expect(said).toMatchObject(
      calls.map(() => ({ status: 'rejected', reason: { code: 'import.unavailable' } })),
    );
  });
});
