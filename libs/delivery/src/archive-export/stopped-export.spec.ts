import { firstIdAt, type JsonObject, type RawPost } from '@app/domain';
import { ExportWorld } from '@testing/delivery';
import { aRawPost } from '@testing/domain';

import { type ExportFormat, exportFormats } from './export-request';

/** Dozens of exports, through the file system of a machine that may be busy. */
jest.setTimeout(120_000);

afterAll(() => ExportWorld.removeFolders());

const day = (n: number) => new Date(Date.UTC(2025, 2, n, 12));
const photo = { media_key: '3_1', type: 'photo', url: 'https://pbs.twimg.com/media/1.jpg' };
const postAt = (n: number, fields: JsonObject = {}): RawPost =>
  aRawPost(
    { id: firstIdAt(day(n)), created_at: day(n).toISOString(), ...fields },
    { includes: { media: [photo] } },
  );
const withPhoto = { attachments: { media_keys: ['3_1'] } };

/** Two months, one post that cannot be read, a medium of two posts. */
const posts = [
  postAt(1, withPhoto),
  postAt(2, { text: { no: 'text' } }),
  postAt(3, withPhoto),
  postAt(33),
];

async function aWorld(): Promise<ExportWorld> {
  const world = await ExportWorld.open();
  await world.archive.archive(...posts);
  const body = (async function* () {
    await Promise.resolve();
    yield Buffer.from('a pic');
    yield Buffer.from('ture');
  })();
  const contentType = 'image/jpeg';
  await world.archive.media.save('7', { fileKey: '3_1.original', contentType, body });
  await world.archive.cover('2025-12-31T00:00:00Z');
  return world;
}

const terms = (format: ExportFormat) => ({ format, mediaBeside: true });

/** A file a post, a file a month: the formats differ in bytes otherwise, not in how they are written. */
describe.each(['item-json', 'jsonl'] as const)('an export to %s', (format) => {
  it.each(['before', 'after'] as const)(
    'stopped by a death %s any single write, leaves what an undisturbed one leaves when it is repeated',
    async (when) => {
      const calm = await aWorld();
      await calm.export(terms(format));
      const expected = calm.files();
      let n = 1;
      for (let hasDied = true; hasDied; n++) {
        const world = await aWorld();
        world.archive.crash.dieAtWrite(n, when);
        hasDied = await world.exportAnyhow(terms(format));
        await world.export(terms(format));
        expect({ n, files: world.files() }).toEqual({ n, files: expected });
      }
      expect(n).toBeGreaterThan(20);
    },
  );
});

describe.each(exportFormats)('an export to %s that is stopped', (format) => {
  it('twice, and by hand, goes on where it was', async () => {
    const calm = await aWorld();
    await calm.export(terms(format));
    const world = await aWorld();
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
    const calm = await aWorld();
    await calm.export(terms(format));
    const world = await aWorld();
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
