import { sha256Hex } from '@app/archive';
import { AppError } from '@app/domain';
import { StoredWorld } from '@testing/delivery';

import { bytesOf, type Evidence, PageReader, storedPage } from './page-reader';
import { type Removals } from './removals';

/** A world with that many pages, each of a post, and who reads them. */
async function pagesOf(count: number) {
  const world = new StoredWorld();
  const names: string[] = [];
  for (let n = 0; n < count; n++) names.push((await world.capture([world.post(n)])).pageName);
  const reader = new PageReader(world.archive, await world.removals());
  const opened = () => world.archive.asked.map((each) => each.replace('open ', ''));
  return { world, names, reader, opened };
}

const has = (page: Evidence, object: Parameters<(Evidence & { kind: 'page' })['has']>[0]) =>
  page.kind === 'page' && page.has(object);

describe('PageReader', () => {
  it('tells what is on a page, however deep, and when it came', async () => {
    const { world, reader } = await pagesOf(0);
    const body = { data: [{ b: 1, a: { c: [[{ d: null }]] } }], meta: { n: '1' } };
    const { pageName } = await world.capture([], { body });
    const page = await reader.read(pageName);
    expect(page).toMatchObject({ kind: 'page', receivedAt: new Date('2025-03-01T13:00:00.000Z') });
    const seen = [
      { a: { c: [[{ d: null }]] }, b: 1 },
      { d: null },
      { c: [[{ d: null }]] },
      { n: '1' },
    ];
    expect([...seen, body].map((each) => has(page, each))).toEqual(Array(5).fill(true));
    const unseen = [{ a: 1 }, { d: 0 }, {}, { n: 1 }];
    expect(unseen.map((each) => has(page, each))).toEqual(Array(4).fill(false));
  });

  it('tells that one is missing, or changed', async () => {
    const { world, names, reader } = await pagesOf(1);
    world.archive.files.set(names[0] ?? '', Buffer.from('spoilt'));
    expect(await reader.read(names[0] ?? '')).toEqual({ kind: 'changed' });
    expect(await reader.read('7/pages/none')).toEqual({ kind: 'missing' });
  });

  it('has nothing of a page that is no JSON', async () => {
    const { world, reader } = await pagesOf(0);
    const { pageName } = await world.capture([], { body: '<html>' });
    const page = await reader.read(pageName);
    expect([page.kind, has(page, {})]).toEqual(['page', false]);
  });

  it('opens a page once while sixteen others are read at most', async () => {
    const { names, reader, opened } = await pagesOf(16);
    for (const name of [...names, ...names]) await reader.read(name);
    expect(opened()).toEqual(names);
  });

  it('forgets the one that was read longest ago', async () => {
    const { names, reader, opened } = await pagesOf(17);
    const [first = '', second = ''] = names;
    for (const name of names.slice(0, 16)) await reader.read(name);
    for (const name of [first, names[16] ?? '', first, second]) await reader.read(name);
    expect(opened()).toEqual([...names, second]);
  });
});

describe('storedPage', () => {
  it('asks removals whether they made it of what its name tells', async () => {
    const { world, names } = await pagesOf(1);
    const bytes = world.archive.files.get(names[0] ?? '') ?? Buffer.of();
    const asked: unknown[] = [];
    const removals = {
      explain: (name: string, is: string, isStored: (was: string) => boolean) => {
        const was = ['0123abcd', '0123abce', 'd0123abc', ''].map((each) => each.padEnd(64, 'f'));
        asked.push(name, is, was.map(isStored));
        return Promise.resolve(true);
      },
    } as unknown as Removals;
    const name = '7/pages/2025/03./130000000.0123abcd.json.gz';
    expect(await storedPage(name, bytes, removals)).toMatchObject({
      request: 'GET /2/users/7/tweets',
    });
    expect(asked).toEqual([name, sha256Hex(bytes), [true, false, false, false]]);
  });

  it('does not ask when it is what was stored', async () => {
    const { world, names } = await pagesOf(1);
    const bytes = world.archive.files.get(names[0] ?? '') ?? Buffer.of();
    expect(await storedPage(names[0] ?? '', bytes, await world.removals())).toBeDefined();
    expect(world.archive.asked).toEqual([]);
  });
});

describe('bytesOf', () => {
  it('gives all of them, none of what is not there, and fails when storage does', async () => {
    const { archive } = new StoredWorld();
    archive.files.set('a', Buffer.from('one two'));
    expect((await bytesOf(archive, 'a'))?.toString()).toBe('one two');
    expect(await bytesOf(archive, 'b')).toBeUndefined();
    const failure = new AppError('archive.unavailable', 'It cannot be reached.');
    archive.open = () => Promise.reject(failure);
    await expect(bytesOf(archive, 'a')).rejects.toBe(failure);
  });
});
