import {
  exportOf,
  exportOfTwoMonths,
  ExportWorld,
  postAt,
  postWithPhoto,
  savePhoto,
} from '@testing/delivery';

import { Disk } from './disk';
import { type ExportFormat, exportFormats } from './export-request';
import { resumeExport } from './resume-export';

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

  it('by a machine without power, trusts no medium that its manifest has lost', async () => {
    const make = () => exportOf(postAt(1), postWithPhoto(2), postAt(33));
    const calm = await make();
    await savePhoto(calm);
    await calm.export(terms(format));
    const world = await make();
    await savePhoto(world);
    let written = 0;
    const stop = new AbortController();
    const onProgress = () => ++written === 3 && stop.abort();
    await expect(world.export(terms(format), stop.signal, onProgress)).rejects.toThrow('abort');
    const [first = ''] = world.files()['manifest.jsonl']?.split('\n') ?? [];
    world.put('manifest.jsonl', `${first}\n`);
    const medium = Object.keys(world.files()).find((path) => path.startsWith('media/')) ?? '';
    world.put(medium, '');
    world.put('media/of-somebody-else', '');
    await world.export(terms(format));
    expect(world.files()).toEqual({ ...calm.files(), 'media/of-somebody-else': '' });
  });

  it('while it reads again what is there, is stopped then', async () => {
    const world = await exportOfTwoMonths();
    await world.export(terms(format));
    const reason = new Error('Ctrl-C');
    const stopped = AbortSignal.abort(reason);
    await expect(world.export(terms(format), stopped)).rejects.toBe(reason);
    await expect(resumeExport(new Disk(), world.directory, format, stopped)).rejects.toBe(reason);
  });
});
