import { type JsonObject } from '@app/domain';

import { type Dataset } from './dataset';
import { postKinds } from './post-kinds';
import { PostWriter } from './post-writer';
import { Random } from './random';

const TWO_YEARS_MS = 2 * 365 * 24 * 3600_000;
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

export interface DatasetOptions {
  seed: number;
  /** Posts in the account's timeline; earlier versions and deleted ones come on top. */
  posts: number;
  end: Date;
  /** Where media files are had from. */
  mediaBase: string;
}

/** An organization's account over two years, with posts of every kind: the same options, the same posts. */
export function generateDataset({ seed, posts, end, mediaBase }: DatasetOptions): Dataset {
  const random = new Random(seed);
  const dataset = emptyDataset(end);
  const writer = new PostWriter(dataset, random, mediaBase);
  const stepMs = TWO_YEARS_MS / posts;
  let listed = 0;
  for (let i = 0; listed < posts; i++) {
    const slot = end.getTime() - TWO_YEARS_MS + listed * stepMs;
    const time = new Date(Math.floor(slot + (0.5 + 0.5 * random.next()) * stepMs * 0.9));
    const before = dataset.posts.length;
    postKinds[i % postKinds.length]?.(writer, time);
    listed += dataset.posts.slice(before).filter((post) => post.isListed && !post.isDeleted).length;
  }
  return dataset;
}

function emptyDataset(end: Date): Dataset {
  const account = user('2244994945', 'contoso', 'Contoso', end);
  const others = names.map((name, i) => user(`30${i}0007${i}`, name.toLowerCase(), name, end));
  const places = [
    place('07d9cd6afd884001', 'Orléans, France', 'France', 'FR'),
    place('01fbe706f872cb32', 'Washington, DC', 'United States', 'US'),
  ];
  return { account, posts: [], users: [account, ...others], media: [], polls: [], places };
}

function user(id: string, username: string, name: string, end: Date) {
  return {
    id,
    username,
    name,
    created_at: new Date(end.getTime() - 3 * TWO_YEARS_MS).toISOString(),
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
