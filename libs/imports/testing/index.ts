export { FakeImportFiles } from './fake-import-files';
export { FakeImportStore } from './fake-import-store';
export { describeImportFiles } from './import-files.contract';
export { describeImportStore } from './import-store.contract';
export { anImport } from './supplied-import.builder';
