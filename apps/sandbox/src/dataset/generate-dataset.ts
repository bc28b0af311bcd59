import { type JsonObject } from '@app/domain';

import { addInbound } from './add-inbound';
import { type Dataset } from './dataset';
import { type DatasetOptions, SPAN_MS } from './dataset-options';
import { postKinds } from './post-kinds';
import { PostWriter } from './post-writer';
import { Random } from './random';

const names = [
  'Adatum',
  'Fabrikam',
  'Litware',
  'Northwind',
  'Proseware',
  'Tailspin',
  'Woodgrove',
  'Relecloud',
];

/** What X tells of an organization's own profile besides. */
const ofTheAccount = {
  profile_banner_url: 'https://pbs.twimg.com/profile_banners/2244994945/1700000000',
  subscription_type: 'Basic',
  verified_followers_count: 12,
  is_identity_verified: false,
  parody: false,
};

/** An organization's account over two years, with posts of every kind: the same options, the same posts. */
export function generateDataset(options: DatasetOptions): Dataset {
  const { seed, posts, end, mediaBase } = options;
  const random = new Random(seed);
  const dataset = emptyDataset(end);
  const writer = new PostWriter(dataset, random, mediaBase);
  const stepMs = SPAN_MS / posts;
  let listed = 0;
  for (let i = 0; listed < posts; i++) {
    const slot = end.getTime() - SPAN_MS + listed * stepMs;
    const time = new Date(Math.floor(slot + (0.5 + 0.5 * random.next()) * stepMs * 0.9));
    const before = dataset.posts.length;
    postKinds[i % postKinds.length]?.(writer, time);
    listed += dataset.posts.slice(before).filter((post) => post.isListed && !post.isDeleted).length;
  }
  addInbound(dataset, options);
  return dataset;
}

function emptyDataset(end: Date): Dataset {
  const account = { ...user('2244994945', 'contoso', 'Contoso', end), ...ofTheAccount };
  const others = names.map((name, i) => user(`30${i}0007${i}`, name.toLowerCase(), name, end));
  const places = [
    place('07d9cd6afd884001', 'Orléans, France', 'France', 'FR'),
    place('01fbe706f872cb32', 'Washington, DC', 'United States', 'US'),
  ];
  return {
    account,
    posts: [],
    messages: [],
    likes: [],
    users: [account, ...others],
    media: [],
    polls: [],
    places,
  };
}

function user(id: string, username: string, name: string, end: Date) {
  return {
    id,
    username,
    name,
    created_at: new Date(end.getTime() - 3 * SPAN_MS).toISOString(),
    description: `${name} on X`,
    location: 'Orléans',
    profile_image_url: `https://pbs.twimg.com/profile_images/${id}/photo_normal.jpg`,
    protected: false,
    verified: true,
    verified_type: 'business',
    url: `https://t.co/${username}`,
    public_metrics: {
      followers_count: 1200,
      following_count: 30,
      tweet_count: 0,
      listed_count: 4,
      like_count: 77,
    },
  };
}

function place(id: string, fullName: string, country: string, code: string): JsonObject {
  const name = fullName.split(',')[0];
  return {
    id,
    full_name: fullName,
    name,
    country,
    country_code: code,
    place_type: 'city',
    geo: { type: 'Feature', bbox: [1, 47, 2, 48], properties: {} },
  };
}
