import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const schema = z.object({ posts: z.string(), dataset: z.string().optional() });

/** The posts X has: a file of its responses, or so many generated ones. */
export type DatasetChoice = z.infer<typeof schema>;

const BY_DEFAULT = '1600';

/**
 * What a data folder is about. Chosen at its first start; later ones go on with it, and another choice is an Error that says what to
 * do: two accounts in one archive could not be told from lost and doubled posts.
 */
export function chooseDataset(dataDir: string, wanted: Partial<DatasetChoice>): DatasetChoice {
  const path = join(dataDir, 'dataset.json');
  const dataset = wanted.dataset && resolve(wanted.dataset);
  if (!existsSync(path)) {
    const chosen = { posts: wanted.posts ?? BY_DEFAULT, ...(dataset && { dataset }) };
    writeFileSync(path, JSON.stringify(chosen));
    return chosen;
  }
  const known = schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const isSame = dataset
    ? dataset === known.dataset
    : wanted.posts === undefined || (wanted.posts === known.posts && !known.dataset);
  if (isSame) return known;
  const what = known.dataset ? `the posts of ${known.dataset}` : `${known.posts} generated posts`;
  throw new Error(
    `The folder ${resolve(dataDir)} holds ${what}. Leave out --posts and --dataset to go on with them, or choose another folder with --data-dir.`,
  );
}
