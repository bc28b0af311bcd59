import { readFileSync } from 'node:fs';
import { BLOCK_BYTES, blocksOf, type ImportState, queued, type SuppliedImport } from '@app/imports';
import { anImport, FakeImportFiles, FakeImportStore } from '@testing/imports';

import { ImportEnds } from '../src/uploaded-import/import-ends';
import { ImportRunner } from '../src/uploaded-import/import-runner';
import { UploadSweep } from '../src/uploaded-import/upload-sweep';
import { CaptureWorld } from './capture-world';

/** A world in which archives are uploaded. */
export class ImportWorld extends CaptureWorld {
  readonly imports = new FakeImportStore(this.crash);
  readonly uploads = new FakeImportFiles(this.crash);
  readonly runner: ImportRunner;
  readonly sweep: UploadSweep;

  constructor() {
    super();
    const { imports, uploads, audit, clock } = this;
    const ends = new ImportEnds(imports, audit, clock);
    this.runner = new ImportRunner(imports, uploads, this.archiveImport, ends, clock);
    this.sweep = new UploadSweep(imports, uploads, audit, clock);
  }

  /** A file that has come as a whole, and waits. */
  async upload(file: string, differs: Partial<SuppliedImport> = {}): Promise<SuppliedImport> {
    const bytes = readFileSync(file);
    const createdAt = this.clock.now();
    const one = anImport({ bytes: bytes.length, createdAt, ...differs });
    await this.imports.add(one);
    const blocks = blocksOf(bytes.length);
    for (let index = 0; index < blocks; index++) {
      const block = bytes.subarray(index * BLOCK_BYTES, (index + 1) * BLOCK_BYTES);
      await this.uploads.saveBlock(one, index, block);
    }
    await this.uploads.complete(one, { blocks, bytes: bytes.length });
    return this.imports.change(one, (known) => queued(known, createdAt));
  }

  async stateOf(one: SuppliedImport): Promise<ImportState | undefined> {
    return (await this.imports.find(one))?.state;
  }

  /** Lines of the list of what could not be read; `undefined` without one. */
  async problemsOf(one: SuppliedImport): Promise<string[] | undefined> {
    const bytes = await this.uploads.openProblems(one);
    if (!bytes) return undefined;
    const text = Buffer.concat(await Array.fromAsync(bytes)).toString();
    return text.replace(/\r\n$/, '').split('\r\n');
  }
}
