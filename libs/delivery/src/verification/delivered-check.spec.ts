import { sha256Hex } from '@app/archive';
import { StoredWorld } from '@testing/delivery';

import { DeliveredCheck } from './delivered-check';

const FILE = 'media/7/3_1.original';
const photo = sha256Hex('photo');

/** An archived post with a photo, the item that was made of it, and who looks whether they are still there. */
async function open() {
  const world = new StoredWorld();
  const { entries } = await world.capture([world.postWithPhoto(1)]);
  await world.saveFile('photo');
  const [entry] = entries;
  if (!entry) throw new Error('There is a post.');
  const heldMedia = [{ fileKey: '3_1.original', sha256: photo }];
  const { postId: id, version, createdAt } = entry;
  const item = { id, version, createdAt: createdAt.toISOString(), heldMedia, bytes: 1 };
  const check = new DeliveredCheck(world.archive, await world.keys());
  const lost = async (changed: object = {}, accountId = '7') =>
    (await check.lostOf(accountId, { ...item, ...changed })).map(({ name, what }) => [name, what]);
  return { world, item, lost };
}

describe('what was handed over', () => {
  it('is in the archive, in this version, with its files', async () => {
    const { lost } = await open();
    expect(await lost()).toEqual([]);
    expect(await lost({ heldMedia: undefined })).toEqual([]);
  });

  it.each([
    ['version', { version: '00000000' }],
    ['id', { id: '1' }],
    ['month', { createdAt: '2025-04-01T00:00:00.000Z' }],
  ])('is named when there is no row of it: of this %s', async (_, changed) => {
    const { item, lost } = await open();
    const { id, version } = { ...item, ...changed };
    expect(await lost(changed)).toEqual([[`posts/7/${id}.${version}`, 'has no row']]);
  });

  it('is named when it is in the archive of another account', async () => {
    const { item, lost } = await open();
    expect(await lost({ heldMedia: [] }, '8')).toEqual([
      [`posts/8/${item.id}.${item.version}`, 'has no row'],
    ]);
  });

  it('is named when its file is another, could not be had, or has no row', async () => {
    const { world, lost } = await open();
    const named = [[FILE, `is not the file with the SHA-256 ${photo} any more`]];
    const { entries } = world.archive.media;
    const [path = '', stored] = [...entries][0] ?? [];
    if (stored?.state !== 'stored') throw new Error('There is a file.');
    entries.set(path, { ...stored, sha256: sha256Hex('another') });
    expect(await lost()).toEqual(named);
    const { fileKey } = stored;
    const missing = { fileKey, url: 'u', reason: 'r', retry: false, attempts: 1 };
    entries.set(path, { state: 'missing', ...missing });
    expect(await lost()).toEqual(named);
    entries.delete(path);
    expect(await lost()).toEqual(named);
  });

  it.each([
    ['another', [[FILE, `is not the file with the SHA-256 ${photo} any more`]]],
    ['photo', []],
  ])('may have lost the file that a signed note says was removed: %s', async (was, named) => {
    const { world, lost } = await open();
    world.archive.media.entries.clear();
    await world.note(FILE, sha256Hex(was), '');
    expect(await lost()).toEqual(named);
  });

  it('is not looked for by what is no item: the manifest counts it', async () => {
    const { lost } = await open();
    expect(await lost({ createdAt: 'yesterday' })).toEqual([]);
    expect(await lost({ version: undefined })).toEqual([]);
  });
});
