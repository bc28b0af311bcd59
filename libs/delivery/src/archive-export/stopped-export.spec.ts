import { exportOfTwoMonths, ExportWorld } from '@testing/delivery';

import { type ExportFormat, exportFormats } from './export-request';

afterAll(() => ExportWorld.removeFolders());

const terms = (format: ExportFormat) => ({ format, mediaBeside: true });

describe.each(exportFormats)('an export to %s that is stopped', (format) => {
  it('twice, and by hand, goes on where it was', async () => {
    const calm = await exportOfTwoMonths();
    await calm.export(terms(format));
    const world = await exportOfTwoMonths();
    for (const n of [12, 9, 9]) {
      world.archive.crash.dieAtWrite(n, 'before');
      await world.exportAnyhow(terms(format));
    }
    const stop = new AbortController();
    const reason = new Error('Ctrl-C');
    await expect(world.export(terms(format), stop.signal, () => stop.abort(reason))).rejects.toBe(
      reason,
    );
    await world.export(terms(format));
    expect(world.files()).toEqual(calm.files());
  });

  it('and damaged meanwhile, is mended from the damage on', async () => {
    const calm = await exportOfTwoMonths();
    await calm.export(terms(format));
    const world = await exportOfTwoMonths();
    let written = 0;
    const stop = new AbortController();
    const reason = new Error('Ctrl-C');
    await expect(
      world.export(terms(format), stop.signal, () => ++written === 3 && stop.abort(reason)),
    ).rejects.toBe(reason);
    const path = Object.keys(world.files()).find((each) => /^(2025|Maildir)\/.*\./.test(each));
    world.put(path ?? '', 'spilled coffee');
    await world.export(terms(format));
    expect(world.files()).toEqual(calm.files());
  });
});
