import { AppError } from '@app/domain';
import { CaptureWorld } from '@testing/capture';
import { recordTelemetry } from '@testing/telemetry';

import { watchCapture } from './watch-capture';

const recorded = recordTelemetry();
afterAll(() => recorded.stop());

function setUp() {
  const world = new CaptureWorld({ pageSize: 5 });
  const { capture, source, archive } = world;
  watchCapture(recorded.instruments, { capture, source, archive });
  const before = recorded.spans().length;
  return { world, spans: () => recorded.spans().slice(before) };
}

describe('a reading of a stream', () => {
  it('is one trace, from the request to X to the archived posts', async () => {
    const { world, spans } = setUp();
    world.post(3);
    expect(await world.run()).toMatchObject({ kind: 'caught-up', added: 3 });
    const names = spans().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['x.request', 'archive.page', 'archive.posts']));
    expect(spans().at(-1)).toMatchObject({
      name: 'capture',
      attributes: { 'capture.outcome': 'caught-up', 'capture.added': 3 },
    });
    const ids = { 'account.id': '7', stream: 'posts' };
    for (const span of spans()) expect(span).toMatchObject({ attributes: ids, isError: false });
    const within = new Set(
      spans()
        .slice(0, -1)
        .map((span) => span.within),
    );
    expect([...within]).toEqual(['capture']);
    expect(new Set(spans().map(({ traceId }) => traceId)).size).toBe(1);
    const pageOf = (wanted: string) =>
      spans().find(({ name }) => name === wanted)?.attributes['archive.page'];
    expect(pageOf('archive.posts')).toEqual(expect.any(String));
    expect(pageOf('archive.posts')).toBe(pageOf('archive.page'));
  });

  it('is counted, with what it has brought', async () => {
    const { world } = setUp();
    const posts = async () => (await recorded.values('twitter_archive.capture.posts'))[0]?.value;
    const before = Number((await posts()) ?? 0);
    world.post(2);
    await world.run();
    expect(await posts()).toBe(before + 2);
  });

  it('that fails says so by its code, and is counted as failed', async () => {
    const { world, spans } = setUp();
    world.source.disturbances.push(new AppError('twitter.unavailable', 'no'));
    await expect(world.run()).rejects.toThrow('no');
    const failed = { isError: true, attributes: { 'error.type': 'twitter.unavailable' } };
    expect(spans().map(({ name }) => name)).toEqual(['x.request', 'capture']);
    for (const span of spans()) expect(span).toMatchObject(failed);
    expect(await recorded.values('twitter_archive.capture.runs')).toContainEqual(
      expect.objectContaining({ outcome: 'failed', value: 1 }),
    );
  });
});
