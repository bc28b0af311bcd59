import {
  describeImportFiles,
  describeImportStore,
  FakeImportFiles,
  FakeImportStore,
} from '@testing/imports';

const store = new FakeImportStore();
describeImportStore('FakeImportStore', () => store);

const files = new FakeImportFiles();
describeImportFiles('FakeImportFiles', () => files);
