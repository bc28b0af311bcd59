import { type SandboxStats } from '../scripts/local/sandbox-control';
import { aStack } from '../test/support/a-stack';
import { isSmall, keep, rounded } from './figures';
import { type CaptureOrder, captureOutcomeSchema } from './measured/capture-order';
import { runMeasured } from './measured/measure';

/** As many of an account's posts as X lists. */
const POSTS = isSmall ? 20 : 3200;
/** X lists so many posts on a page. */
const PAGE = 100;

jest.setTimeout(1200_000);

describe(`${POSTS} posts with media`, () => {
  const stack = aStack({ posts: `${POSTS}`, isEmpty: true, inMemory: true });

  async function measure(what: CaptureOrder['what'], accountId: string) {
    const before = await stack.sandbox.stats();
    const order: CaptureOrder = { what, accountId, ...stack.keysToConnect };
    const lastLine = await runMeasured('capture', order, stack.env);
    const outcome = captureOutcomeSchema.parse(JSON.parse(lastLine));
    const after = await stack.sandbox.stats();
    const asked = (name: string) => requests(after, name) - requests(before, name);
    const [pages, files, others] = [asked('timeline'), asked('media'), asked('me')];
    return {
      ...outcome,
      perSecond: outcome.posts / outcome.seconds,
      asked: { pages, files, others },
    };
  }

  it('captures nearly as fast as they can be read, and asks X for nothing twice', async () => {
    await stack.startSurroundings();
    const { account, dataset } = await stack.sandbox.stats();
    const bareFirst = await measure('bare', account.id);
    const ours = await measure('capture', account.id);
    const bareAgain = isSmall ? bareFirst : await measure('bare', account.id);
    const bare = Math.max(bareFirst.perSecond, bareAgain.perSecond);
    await stack.stop();

    const least = Math.ceil(dataset.visible / PAGE);
    keep(
      'capture',
      [
        { target: 'capture.of-bare-loop', value: rounded(ours.perSecond / bare) },
        { target: 'capture.requests-of-least', value: rounded(ours.asked.pages / least) },
        { what: 'posts captured', value: Math.round(ours.perSecond), unit: 'posts/s' },
        { what: 'requests to X for pages', value: ours.asked.pages, unit: 'requests' },
        { what: 'the least there can be', value: least, unit: 'requests' },
      ],
      { ours, bare: [bareFirst, bareAgain] },
    );
    expect([bareFirst.posts, bareAgain.posts]).toEqual([dataset.visible, dataset.visible]);
    expect(ours.posts).toBe(dataset.visible + dataset.earlierVersions);
    expect(ours.asked.files).toBeGreaterThan(0);
  });
});

function requests({ requests }: SandboxStats, name: string): number {
  return requests[name] ?? 0;
}
