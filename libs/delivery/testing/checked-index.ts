import { type PostEntry } from '@app/archive';

import { IndexCheck } from '../src/verification/index-check';
import { StoredWorld } from './stored-world';

/** The index of account 7 of a world, checked. */
export async function checkIndex(
  world: StoredWorld,
  { onRow = () => undefined, signal }: { onRow?: () => void; signal?: AbortSignal } = {},
) {
  const index = new IndexCheck(world.archive, world.findings, await world.removals());
  await index.run('7', onRow, signal);
  const { records, removed, ids, recordsByFolder } = index;
  return { records, removed, ids, folders: [...recordsByFolder], said: world.said };
}

/** A world in which one post was captured, and what is said of it. */
export async function captured(post = (world: StoredWorld) => world.post(1)) {
  const world = new StoredWorld();
  const { entries, pageName } = await world.capture([post(world)]);
  const [entry] = entries;
  const row = world.archive.index.find((each) => each.entry === entry);
  if (!entry || !row) throw new Error('It was captured.');
  const change = (changes: Partial<PostEntry>) => (row.entry = { ...entry, ...changes });
  return { world, entry, row, change, pageName, rowName: `posts/7_202503/${row.key}` };
}
