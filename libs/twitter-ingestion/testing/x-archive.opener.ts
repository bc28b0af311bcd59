import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { XArchive } from '../src/x-archive/x-archive';
import { writeXArchive, type XArchiveParts } from './x-archive.builder';

/** Opens archives that are written for a test; each is closed after it, and removed with the last. */
export function xArchiveOpener(): (parts: XArchiveParts) => Promise<XArchive> {
  const opened: XArchive[] = [];
  let folder: string;
  let made = 0;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'x-archive-'));
  });
  afterEach(() => opened.splice(0).forEach((archive) => archive.close()));
  afterAll(() => rmSync(folder, { recursive: true }));
  return async (parts) => {
    const file = join(folder, `${++made}.zip`);
    await writeXArchive(file, parts);
    const archive = await XArchive.open(file);
    opened.push(archive);
    return archive;
  };
}
