import { StorageProxy } from '../scripts/chaos/storage-proxy';
import { JOB_ID } from '../scripts/local/local-stack';
import { datasetSize, untilDelivered } from '../scripts/local/until-delivered';
import { aStack } from '../test/support/a-stack';
import { type Figure, keep, rounded } from './figures';

const POSTS = 1000;
/** X lists so many posts on a page. */
const PAGE = 100;

/**
 * Nearly as in service: what a local stack asks every second is not what a post costs. The last window waits for one more capture, which has to
 * come before `untilDelivered` takes it for stalled.
 */
const SETTINGS = {
  ...{ CAPTURE_INTERVAL_SECONDS: '100', CAPTURE_LEASE_SECONDS: '60' },
  ...{ DELIVERY_POLL_SECONDS: '5', DELIVERY_HIDE_SECONDS: '120', DELIVERY_RETRY_SECONDS: '5' },
};

jest.setTimeout(1200_000);

describe(`what ${POSTS} posts cost, captured and delivered`, () => {
  const stack = aStack({ posts: `${POSTS}`, inMemory: true });

  it('asks X for each once, and storage a few times', async () => {
    await stack.startSurroundings();
    const proxy = await StorageProxy.before(stack.azurite.connectionString);
    const asked: Record<string, number> = {};
    proxy.onAnswered = (service) => (asked[service] = (asked[service] ?? 0) + 1);
    Object.assign(stack.env, SETTINGS, { STORAGE_CONNECTION_STRING: proxy.connectionString });
    await stack.startConnector();
    await stack.startWorker();
    await stack.sandbox.startImport(JOB_ID, 3600);
    const state = await untilDelivered(stack, () => undefined);
    await stack.stop();
    await proxy.close();

    const posts = datasetSize(state);
    const items = state.census.mailboxFiles;
    // The container lent is named by the Import service, past the proxy: one request puts an item.
    const blob = (asked.blob ?? 0) + items;
    const table = asked.table ?? 0;
    const media = state.census.mediaBlobs;
    const pages = state.stats.requests.timeline ?? 0;
    const tasks = state.imported.windows.done;
    const figures: Figure[] = [
      { target: 'cost.reads', ...per(state.stats.postsRead, posts) },
      {
        what: 'requests to X, for each full page there is',
        ...per(pages, Math.ceil(posts / PAGE)),
      },
      { target: 'cost.storage', ...per(blob + table, posts) },
      { what: 'of these for blobs', ...per(blob, posts) },
      { what: 'of these for tables', ...per(table, posts) },
      { what: 'queue requests, for each task', ...per(asked.queue ?? 0, tasks) },
    ];
    keep('cost', figures, { posts, items, media, tasks, asked, requestsToX: state.stats.requests });
    expect(state.census.undelivered).toEqual([]);
    expect([asked.table, pages].every((count) => (count ?? 0) > 0)).toBe(true);
  });
});

function per(count: number, of: number) {
  return { value: rounded(count / of), unit: '×' };
}
