import { Agent } from 'node:https';
import { type XApiConfig } from '@app/config';
import pMap from 'p-map';
import { type ITwitterApiClientPlugin, type MediaObjectV2, TwitterApi } from 'twitter-api-v2';
import { request } from 'undici';

import { fieldQuery } from '../../libs/twitter-ingestion/src/x-api/x-api-fields';
import { type CaptureOrder } from './capture-order';

/** As many as capture downloads at once. */
const MEDIA_AT_ONCE = 4;
const PAGE_SIZE = 100;

/** Reads all posts of an account page by page as the library does it, and their files; saves nothing. */
export async function bareLoop(order: CaptureOrder, config: XApiConfig) {
  const query = { max_results: PAGE_SIZE, ...fieldQuery(config) };
  const seen = new Set<string>();
  let page = await clientOf(order, config.baseUrl).v2.userTimeline(order.accountId, query);
  for (let [posts, pages] = [0, 1]; ; pages += 1) {
    posts += page.data.data.length;
    const urls = (page.data.includes?.media ?? []).flatMap(urlsOf);
    const fresh = [...new Set(urls)].filter((url) => !seen.has(url));
    fresh.forEach((url) => seen.add(url));
    await pMap(fresh, download, { concurrency: MEDIA_AT_ONCE });
    if (!page.meta.next_token) return { posts, pages };
    page = await page.next();
  }
}

/** The host is changed before the library signs. */
function clientOf(keys: CaptureOrder, { origin }: URL): TwitterApi {
  const toConfiguredHost: ITwitterApiClientPlugin = {
    onBeforeRequestConfig: ({ params }) => {
      params.url = origin + params.url.slice(new URL(params.url).origin.length);
    },
  };
  const { xAppKey: appKey, xAppSecret: appSecret } = keys;
  const { xAccessToken: accessToken, xAccessSecret: accessSecret } = keys;
  return new TwitterApi(
    { appKey, appSecret, accessToken, accessSecret },
    { httpAgent: new Agent({ keepAlive: true }), plugins: [toConfiguredHost], compression: false },
  );
}

function urlsOf({ url, preview_image_url, variants = [] }: MediaObjectV2): string[] {
  const [best] = variants.toSorted((a, b) => (b.bit_rate ?? 0) - (a.bit_rate ?? 0));
  return [url ?? best?.url, preview_image_url].filter((each) => each !== undefined);
}

async function download(url: string): Promise<void> {
  await (await request(url)).body.dump({ limit: Number.MAX_SAFE_INTEGER });
}
