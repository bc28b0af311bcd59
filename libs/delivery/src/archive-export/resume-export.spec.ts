import { hostname } from 'node:os';
import { exportOf, ExportWorld, postAt } from '@testing/delivery';

afterAll(() => ExportWorld.removeFolders());

describe('an export that is repeated', () => {
  it('is read again and not changed, whatever the archive has since', async () => {
    const world = await exportOf(postAt(1));
    await world.export();
    const before = world.files();
    world.archive.clock.advance(1000);
    await world.archive.archive(postAt(1, { text: 'later' }), postAt(2));
    expect(await world.export()).toMatchObject({ outcome: 'verified', counts: { entries: 1 } });
    expect(world.files()).toEqual(before);
  });

  it.each([/\.eml$/, /^manifest\.jsonl$/, /^SHA256SUMS$/])(
    'names %s when it is not as it was written',
    async (name) => {
      const world = await exportOf(postAt(1));
      await world.export();
      const path = Object.keys(world.files()).find((each) => name.test(each)) ?? '';
      const content = world.files()[path] ?? '';
      world.put(path, content.replace('e', 'E'));
      await expect(world.export()).rejects.toMatchObject({
        code: 'folder.damaged',
        details: { path },
      });
    },
  );

  it.each([
    { format: 'mbox' },
    { allVersions: true },
    { from: '2025-03-01T00:00:00.000Z' },
    { accountId: '8' },
    { productVersion: '1.2.4' },
  ] as const)('is refused with other terms: %j', async (terms) => {
    const world = await exportOf(postAt(1));
    await world.export();
    const before = world.files();
    const code = 'folder.other_export';
    await expect(world.export(terms)).rejects.toMatchObject({ code });
    expect(world.files()).toEqual(before);
  });
});

describe('the folder of an export', () => {
  it('is refused when somebody else has put something in it', async () => {
    const world = await exportOf(postAt(1));
    world.put('thesis.txt', 'do not lose');
    await expect(world.export()).rejects.toMatchObject({ code: 'folder.not_empty' });
    expect(world.files()).toEqual({ 'thesis.txt': 'do not lose' });
  });

  it('is refused while another process writes to it', async () => {
    const world = await exportOf(postAt(1));
    world.put('.export/lock', `${process.ppid} ${hostname()}`);
    await expect(world.export()).rejects.toMatchObject({ code: 'folder.in_use' });
  });

  it('is refused when it cannot be made', async () => {
    const world = await exportOf(postAt(1));
    world.put('file', '');
    const inFile = Object.assign(Object.create(world) as ExportWorld, {
      directory: `${world.directory}/file/out`,
    });
    await expect(inFile.export()).rejects.toMatchObject({ code: 'folder.not_writable' });
  });
});

describe('the audit log', () => {
  it('tells who has exported what, before it is written and after', async () => {
    const world = await exportOf(postAt(1));
    await world.export();
    const about = {
      ...{ actor: { kind: 'operator', name: 'ada@desk' }, action: 'archive.exported' },
      ...{ subject: '7', result: 'done' },
    };
    expect(world.audit.events).toMatchObject([
      { ...about, details: { step: 'begun', format: 'eml', to: '2026-01-01T00:00:00.000Z' } },
      { ...about, details: { step: 'finished', entries: 1, unreadable: 0, missingMedia: 0 } },
    ]);
  });
});
