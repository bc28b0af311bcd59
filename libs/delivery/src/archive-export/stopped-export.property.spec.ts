import { exportOfTwoMonths, ExportWorld } from '@testing/delivery';

import { type ExportFormat } from './export-request';

/** Dozens of exports, through the file system of a machine that may be busy. */
jest.setTimeout(120_000);

afterAll(() => ExportWorld.removeFolders());

const terms = (format: ExportFormat) => ({ format, mediaBeside: true });

/** A file a post, a file a month: the formats differ in bytes otherwise, not in how they are written. */
describe.each(['item-json', 'jsonl'] as const)('an export to %s', (format) => {
  it.each(['before', 'after'] as const)(
    'stopped by a death %s any single write, leaves what an undisturbed one leaves when it is repeated',
    async (when) => {
      const calm = await exportOfTwoMonths();
      await calm.export(terms(format));
      const expected = calm.files();
      let n = 1;
      for (let hasDied = true; hasDied; n++) {
        const world = await exportOfTwoMonths();
        world.archive.crash.dieAtWrite(n, when);
        hasDied = await world.exportAnyhow(terms(format));
        await world.export(terms(format));
        expect({ n, files: world.files() }).toEqual({ n, files: expected });
      }
      expect(n).toBeGreaterThan(20);
    },
  );
});
