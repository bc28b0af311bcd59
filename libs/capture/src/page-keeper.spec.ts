import { CaptureConfig, slice } from '@app/config';
import { firstIdAt, type RawPost } from '@app/domain';
import { type ReadPage, type SourcePost, toSourcePost } from '@app/twitter-ingestion';
import { FakeMediaArchive, FakePostArchive } from '@testing/archive';
import { aRawPost, CrashPoint, FakeClock } from '@testing/domain';
import { FakeMediaSource } from '@testing/twitter-ingestion';

import { MediaKeeper } from './media-keeper';
import { PageKeeper } from './page-keeper';

const receivedAt = new Date('2025-03-02T00:00:00.000Z');
const url = 'https://pbs.twimg.com/media/1.jpg';
const photo = { media_key: '3_1', type: 'photo', url };
const withPhoto = (id: string): RawPost =>
  aRawPost({ id, attachments: { media_keys: ['3_1'] } }, { includes: { media: [photo] } });

function setUp() {
  const crash = new CrashPoint();
  const archive = new FakePostArchive(crash);
  const media = new FakeMediaArchive(crash);
  const source = new FakeMediaSource();
  source.files.set(`${url}?name=orig`, Buffer.from('picture'));
  const config = slice(CaptureConfig, {
    intervalSeconds: 300,
    settleSeconds: 0,
    leaseSeconds: 60,
    mediaConcurrency: 2,
    ...{ overlapHours: 24, overlapMinutes: 240, sweepDays: 30, sweepHours: 24 },
  });
  const keeper = new PageKeeper(archive, new MediaKeeper(source, media, config, new FakeClock()));
  return { crash, archive, media, source, keeper };
}

function aPage(...raws: RawPost[]): ReadPage {
  const posts = raws.flatMap((raw): SourcePost | [] => toSourcePost(raw) ?? []);
  const body = Buffer.from(JSON.stringify(raws));
  const evidence = { request: 'GET /2/users/7/tweets', body, headers: {}, receivedAt };
  return { evidence, asOf: receivedAt, posts, postsRead: posts.length, billed: posts.length };
}

describe('PageKeeper', () => {
  it('keeps the answer of X, byte for byte, and says where each post came from', async () => {
    const { archive, keeper } = setUp();
    const page = aPage(aRawPost());
    await keeper.keep('7', page);
    const [[pageName, kept] = []] = archive.pages;
    expect(kept).toEqual({ accountId: '7', ...page.evidence });
    const [entry] = archive.entries.values();
    expect(entry).toMatchObject({ pageName, capturedAt: receivedAt, kind: 'post' });
  });

  it('keeps what a page adds, and counts what was there', async () => {
    const { keeper } = setUp();
    await keeper.keep('7', aPage(aRawPost({ id: '100000000000' })));
    const more = aPage(aRawPost({ id: '100000000000' }), aRawPost({ id: '100000000001' }));
    expect(await keeper.keep('7', more)).toEqual({ added: 1, known: 1 });
  });

  it('fetches a medium once, however many posts show it', async () => {
    const { keeper, source, media } = setUp();
    await keeper.keep('7', aPage(withPhoto('100000000000'), withPhoto('100000000001')));
    expect(source.opened).toEqual([`${url}?name=orig`]);
    expect([...media.entries.values()]).toMatchObject([{ fileKey: '3_1.original', bytes: 7 }]);
  });

  it('keeps a post that cannot be read by what its id tells', async () => {
    const { archive, keeper } = setUp();
    const id = firstIdAt(new Date('2025-03-01T12:19:05.789Z'));
    const raw = aRawPost({ id, text: 42, created_at: 'some day' });
    expect(await keeper.keep('7', aPage(raw))).toEqual({ added: 1, known: 0 });
    const [entry] = await archive.find('7', id);
    expect(entry).toMatchObject({
      kind: 'unreadable',
      createdAt: new Date('2025-03-01T12:19:05.000Z'),
    });
    expect(entry && (await archive.read(entry)).raw).toEqual(raw);
  });

  it('lists no post before all that belongs to it is safe', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let n = 1; n <= 5; n++) {
        const { crash, archive, media, keeper } = setUp();
        crash.dieAtWrite(n, when);
        await expect(keeper.keep('7', aPage(withPhoto('100000000000')))).rejects.toThrow(`${n}`);
        const isListed = archive.entries.size > 0;
        expect({ n, isListed }).toEqual({ n, isListed: n === 5 && when === 'after' });
        crash.restart();
        await keeper.keep('7', aPage(withPhoto('100000000000')));
        expect([archive.entries.size, archive.records.size, media.entries.size]).toEqual([1, 1, 1]);
      }
    }
  });
});
