import { gzipSync } from 'node:zlib';
import { sha256Hex } from '@app/archive';
import { captured, checkIndex as check } from '@testing/delivery';

const bytesOf = (text: string) => Buffer.from(text);

describe('the check of an index of what was removed', () => {
  /** The same post of which no more is left than this, with a signed note of it. */
  const cleared = async (noted: (sha256: string) => string = (sha256) => sha256) => {
    const made = await captured((of) => of.postWithPhoto(1));
    const { world, entry } = made;
    await world.saveFile('photo');
    const stored = world.archive.files.get(entry.recordName) ?? bytesOf('');
    const left = bytesOf(stored.toString().replace('Hello', ''));
    world.archive.files.set(entry.recordName, left);
    await world.note(entry.recordName, noted(entry.sha256), sha256Hex(left));
    return { ...made, left };
  };

  it('finds nothing wrong with a record that a signed note explains', async () => {
    const { world } = await cleared();
    expect(await check(world)).toMatchObject({
      ...{ records: 1, removed: 1, said: [] },
      folders: [['7/posts/2025/03/', 1]],
    });
  });

  it('names one that a note says was another before', async () => {
    const { world, entry, rowName } = await cleared(() => sha256Hex('another'));
    const said = [['broken', entry.recordName, `and its row ${rowName} do not agree`]];
    expect(await check(world)).toMatchObject({ records: 1, removed: 0, said });
  });

  it('finds nothing wrong with a record that is gone, as a signed note says', async () => {
    const { world, entry, pageName } = await captured();
    world.archive.files.delete(entry.recordName);
    await world.note(entry.recordName, entry.sha256, '');
    const nothing = { records: 0, removed: 1, folders: [], said: [] };
    expect(await check(world)).toMatchObject(nothing);
    expect(world.archive.asked).not.toContain(`open ${pageName}`);
  });

  it('names a row that still holds it', async () => {
    const { world, change, rowName } = await cleared();
    change({ packed: gzipSync('{}') });
    const said = [['broken', rowName, 'holds what was removed']];
    expect(await check(world)).toMatchObject({ records: 0, removed: 1, said });
  });

  it('looks for its page and its files, but not for it on the page', async () => {
    const { world, pageName, rowName, entry } = await cleared();
    const page = world.archive.files.get(pageName) ?? bytesOf('');
    world.archive.files.delete(pageName);
    await check(world);
    world.archive.files.set(pageName, page);
    world.archive.media.entries.clear();
    expect((await check(world)).said).toEqual([
      ['broken', pageName, `is not there; the row ${rowName} points at it`],
      ['broken', 'media/7/3_1.original', `is not there; ${entry.postId} has this file`],
    ]);
  });
});
