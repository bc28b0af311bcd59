import { CaptureConfig, slice } from '@app/config';
import { AppError, type AppErrorCode, type MediaFile } from '@app/domain';
import { FakeMediaArchive } from '@testing/archive';
import { Crash, CrashPoint, FakeClock } from '@testing/domain';
import { FakeMediaSource } from '@testing/twitter-ingestion';

import { MediaKeeper } from './media-keeper';

const accountId = '7';
const photo = (n: number): MediaFile => ({
  fileKey: `3_${n}.original`,
  role: 'original',
  type: 'photo',
  url: `https://pbs.twimg.com/media/${n}.jpg`,
});

/** Counts how many downloads are under way at once. */
class WatchedSource extends FakeMediaSource {
  most = 0;
  private running = 0;

  override async open(url: string) {
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    await new Promise(setImmediate);
    this.running -= 1;
    return super.open(url);
  }
}

function setUp() {
  const crash = new CrashPoint();
  const clock = new FakeClock();
  const archive = new FakeMediaArchive(crash);
  const source = new WatchedSource();
  const config = slice(CaptureConfig, {
    intervalSeconds: 300,
    settleSeconds: 0,
    leaseSeconds: 60,
    mediaConcurrency: 2,
    ...{ overlapHours: 24, overlapMinutes: 240, sweepDays: 30, sweepHours: 24 },
  });
  const keeper = new MediaKeeper(source, archive, config, clock);
  const fails = (file: MediaFile, code: AppErrorCode) =>
    source.files.set(file.url, new AppError(code, 'no'));
  const entry = async (file: MediaFile) =>
    (await archive.find(accountId, [file.fileKey])).get(file.fileKey);
  return { crash, clock, archive, source, keeper, fails, entry };
}

describe('MediaKeeper', () => {
  it('stores each file, as many at once as configured', async () => {
    const { keeper, source, entry } = setUp();
    const files = [1, 2, 3, 4, 5].map(photo);
    files.forEach(({ url }) => source.files.set(url, Buffer.from(url)));
    await keeper.keep(accountId, files);
    expect(await Promise.all(files.map(entry))).toMatchObject(
      files.map(({ fileKey, url }) => ({ state: 'stored', fileKey, bytes: url.length })),
    );
    expect(source.most).toBe(2);
  });

  it('fetches nothing twice, whether it was had or not', async () => {
    const { keeper, source } = setUp();
    source.files.set(photo(1).url, Buffer.from('one'));
    await keeper.keep(accountId, [photo(1), photo(2)]);
    await keeper.keep(accountId, [photo(1), photo(2)]);
    expect(source.opened).toHaveLength(2);
  });

  it.each([
    ['media.unavailable', true],
    ['media.not_found', false],
    ['media.too_large', false],
    ['media.host_not_allowed', false],
  ] as const)('notes a file lost to %s, to be tried again: %s', async (code, retry) => {
    const { keeper, source, fails, entry } = setUp();
    fails(photo(1), code);
    source.files.set(photo(2).url, Buffer.from('two'));
    await keeper.keep(accountId, [photo(1), photo(2)]);
    const { url } = photo(1);
    expect(await entry(photo(1))).toMatchObject({ state: 'missing', reason: code, retry, url });
    expect(await entry(photo(2))).toMatchObject({ state: 'stored' });
  });

  it('notes nothing against a file when the archive or the process fails', async () => {
    const { keeper, source, crash, archive } = setUp();
    source.files.set(photo(1).url, Buffer.from('one'));
    crash.dieAtWrite(1, 'before');
    await expect(keeper.keep(accountId, [photo(1)])).rejects.toBeInstanceOf(Crash);
    expect(archive.entries.size).toBe(0);
  });

  it('stops when told to', async () => {
    const { keeper, source, archive } = setUp();
    const reason = new Error('stop');
    const stopped = keeper.keep(accountId, [photo(1)], AbortSignal.abort(reason));
    await expect(stopped).rejects.toBe(reason);
    expect([source.opened.length, archive.entries.size]).toEqual([0, 0]);
  });

  describe('when trying again', () => {
    it('stores what can be had now, and leaves alone what is lost for good', async () => {
      const { keeper, source, fails, entry } = setUp();
      fails(photo(1), 'media.unavailable');
      fails(photo(2), 'media.not_found');
      await keeper.keep(accountId, [photo(1), photo(2)]);
      source.files.set(photo(1).url, Buffer.from('one'));
      source.files.set(photo(2).url, Buffer.from('two'));
      await keeper.retryMissing(accountId);
      expect(await entry(photo(1))).toMatchObject({ state: 'stored' });
      expect(await entry(photo(2))).toMatchObject({ state: 'missing', attempts: 1 });
    });

    it('gives a file up after a month, and rests longer and longer until then', async () => {
      const { keeper, source, fails, entry, clock } = setUp();
      fails(photo(1), 'media.unavailable');
      await keeper.keep(accountId, [photo(1)]);
      const triesIn = async (minutes: number) => {
        const before = source.opened.length;
        for (let i = 0; i < minutes; i += 5) {
          clock.advance(5 * 60_000);
          await keeper.retryMissing(accountId);
        }
        return source.opened.length - before;
      };
      const DAY = 24 * 60;
      expect(await triesIn(20)).toBe(4);
      expect([await triesIn(5), await triesIn(5), await triesIn(5)]).toEqual([1, 0, 1]);
      expect(await triesIn(60)).toBe(2);
      expect(await triesIn(20 * DAY)).toBeGreaterThan(20);
      expect(await entry(photo(1))).toMatchObject({ retry: true });
      await triesIn(10 * DAY);
      expect(await entry(photo(1))).toMatchObject({ retry: false, attempts: 40 });
      expect(source.opened).toHaveLength(40);
      expect(await triesIn(2 * DAY)).toBe(0);
    });
  });
});
