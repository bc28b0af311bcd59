import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';

import { SystemClock } from '@app/config';
import { filesOfPost } from '@app/domain';
import {
  MediaSource,
  PostSource,
  type ReadPage,
  TwitterIngestionModule,
} from '@app/twitter-ingestion';
import { describeMediaSource } from '@testing/twitter-ingestion';

import { mediaFile } from '../../apps/sandbox/src/media/media-file';
import { type HttpsHost, startHttpsHost } from '../support/https-host';
import { openModule } from '../support/open-module';
import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { xApiConfig } from '../support/x-api-config';

const MAX_BYTES = 4 * 1024 * 1024;

const open = (base: string | URL, more: Parameters<typeof xApiConfig>[1] = {}) => {
  const slices = [xApiConfig(new URL(base), { mediaMaxBytes: MAX_BYTES, ...more })];
  return openModule(TwitterIngestionModule, { slices, clock: new SystemClock() });
};

/** Address and bytes of every media file in the sandbox's timeline. */
async function filesOf({ url, keys, control }: RunningSandbox) {
  const posts = (await open(url)).get(PostSource);
  const { account } = await control.stats();
  const page = (await posts.fetchPage(keys, { accountId: account.id })) as ReadPage;
  return page.posts
    .flatMap(({ post }) => (post ? filesOfPost(post) : []))
    .map((file) => {
      const [key = '', name = ''] = new URL(file.url).pathname.split('/').slice(-2);
      return { url: file.url, ...mediaFile(key, name, 20_000) };
    });
}

let sandbox: RunningSandbox;
let host: HttpsHost;
let files: Awaited<ReturnType<typeof filesOf>>;
beforeAll(async () => {
  sandbox = await startSandbox({ posts: 35 });
  host = await startHttpsHost();
  files = await filesOf(sandbox);
});
afterAll(() => Promise.all([sandbox.close(), host.close()]));

const anyFile = () => {
  const [file] = files;
  if (!file) throw new Error('the timeline has no media');
  return file;
};
const bytesOf = async (source: MediaSource, url: string, signal?: AbortSignal) =>
  Buffer.concat(await Array.fromAsync((await source.open(url, { signal })).body));

describeMediaSource('HttpMediaSource', async () => ({
  source: (await open(sandbox.url)).get(MediaSource),
  file: anyFile(),
  missingUrl: `${sandbox.url}/media/3_1/photo.png`,
}));

describe('HttpMediaSource', () => {
  const meets = (fault: object) => sandbox.control.addFault({ target: 'media', ...fault });
  const ofSandbox = async () => (await open(sandbox.url)).get(MediaSource);
  /** A file of the host that answers as it is told. */
  const told = async (answer: HttpsHost['answer'], more?: Parameters<typeof open>[1]) => {
    host.answer = answer;
    return bytesOf((await open(host.url, more)).get(MediaSource), `${host.url.href}1.mp4`);
  };
  const bytes = Buffer.alloc(100_000, 'picture');

  it('gives pictures and videos, whole', async () => {
    const source = await ofSandbox();
    const types = new Set(files.map(({ contentType }) => contentType));
    expect([...types].sort()).toEqual(['image/png', 'video/mp4']);
    for (const { url, bytes: expected } of files.slice(0, 8)) {
      expect((await bytesOf(source, url)).equals(expected)).toBe(true);
    }
  });

  it('goes on by range where a download was cut', async () => {
    const large = files.find(({ bytes: { length } }) => length > 50_000) ?? anyFile();
    await meets({ kind: 'truncate', times: 2 });
    const { requests: before } = await sandbox.control.stats();
    expect((await bytesOf(await ofSandbox(), large.url)).equals(large.bytes)).toBe(true);
    const { requests: after } = await sandbox.control.stats();
    expect((after.media ?? 0) - (before.media ?? 0)).toBe(3);
  });

  it('fails the stream of a download that is cut again and again', async () => {
    await meets({ kind: 'truncate', times: 4 });
    await expect(bytesOf(await ofSandbox(), anyFile().url)).rejects.toMatchObject({
      code: 'media.unavailable',
    });
    await sandbox.control.clearFaults();
  });

  it('bridges a blip', async () => {
    await meets({ kind: 'status', status: 503 });
    await meets({ kind: 'reset' });
    const { url, bytes: expected } = anyFile();
    expect((await bytesOf(await ofSandbox(), url)).equals(expected)).toBe(true);
  });

  it.each([
    [403, 'media.not_found'],
    [404, 'media.not_found'],
    [410, 'media.not_found'],
    [401, 'media.unavailable'],
    [500, 'media.unavailable'],
  ])('tells status %d as %s', async (status, code) => {
    await expect(told((_, to) => to.writeHead(status).end())).rejects.toMatchObject({ code });
  });

  it('gives a host up that does not answer', async () => {
    await expect(told(() => undefined, { mediaTimeoutMs: 200 })).rejects.toMatchObject({
      code: 'media.unavailable',
    });
  });

  it('gives a host up that stops in the middle', async () => {
    const silent = told((_, to) => to.write(bytes), { mediaTimeoutMs: 200 });
    await expect(silent).rejects.toMatchObject({ code: 'media.unavailable' });
  });

  /** Forty pieces, which take longer than a host may be silent; each comes long before that. */
  const trickle = (bytesEach: number) =>
    told(
      (_, to) => {
        const pieces = (async function* () {
          for (let i = 0; i < 40; i++) yield setTimeout(150, bytes.subarray(0, bytesEach));
        })();
        pipeline(pieces, to).catch(() => undefined);
      },
      { mediaTimeoutMs: 5000 },
    );

  it('gives a host up that never stops, and comes to no end', async () => {
    await expect(trickle(1)).rejects.toMatchObject({ code: 'media.unavailable' });
  });

  it('takes a file that needs longer because it is large', async () => {
    expect(await trickle(bytes.length / 40)).toHaveLength(bytes.length);
  });

  it('stops in the middle when it is told, with the reason', async () => {
    const [stopping, reason] = [new AbortController(), new Error('shutting down')];
    host.answer = (_, to) => to.write(bytes, () => stopping.abort(reason));
    const source = (await open(host.url)).get(MediaSource);
    const read = bytesOf(source, `${host.url.href}1.mp4`, stopping.signal);
    await expect(read).rejects.toBe(reason);
  });

  it('lets go of a file that is not read to its end', async () => {
    const closed = new Promise((resolve) => {
      host.answer = (_, to) => to.on('close', resolve).write(bytes);
    });
    const { body } = await (await open(host.url)).get(MediaSource).open(`${host.url.href}1.mp4`);
    for await (const chunk of body) if (chunk.length > 0) break;
    await expect(closed).resolves.toBeUndefined();
  });

  it('takes a file as large as allowed, announced or not', async () => {
    const limit = { mediaMaxBytes: bytes.length };
    expect(await told((_, to) => to.end(bytes), limit)).toHaveLength(bytes.length);
    const chunked = (_: unknown, to: Parameters<HttpsHost['answer']>[1]) =>
      to.write(bytes, () => to.end());
    expect(await told(chunked, limit)).toHaveLength(bytes.length);
  });

  it('opens no file that is announced larger than allowed', async () => {
    host.answer = (_, to) => to.end(bytes);
    const source = (await open(host.url, { mediaMaxBytes: bytes.length - 1 })).get(MediaSource);
    await expect(source.open(`${host.url.href}1.mp4`)).rejects.toMatchObject({
      code: 'media.too_large',
      details: { mediaMaxBytes: bytes.length - 1 },
    });
  });

  it('fails the stream of a file that turns out larger than allowed', async () => {
    const endless = told((_, to) => to.write(bytes, () => to.write(bytes)), {
      mediaMaxBytes: bytes.length,
    });
    await expect(endless).rejects.toMatchObject({ code: 'media.too_large' });
  });

  it('follows a redirect within the hosts, and none to elsewhere', async () => {
    const redirect =
      (location: string): HttpsHost['answer'] =>
      ({ url }, to) =>
        url === '/1.mp4' ? to.writeHead(302, { location }).end() : to.end(bytes);
    expect(await told(redirect('/2.mp4'))).toHaveLength(bytes.length);
    for (const elsewhere of ['https://media.contoso.com/1', 'http://localhost/1', 'https://[']) {
      await expect(told(redirect(elsewhere))).rejects.toMatchObject({
        code: 'media.host_not_allowed',
      });
    }
  });

  it('follows no redirect for ever', async () => {
    await expect(
      told((_, to) => to.writeHead(302, { location: '/1.mp4' }).end()),
    ).rejects.toMatchObject({ code: 'media.unavailable' });
  });
});
