import { createHash } from 'node:crypto';
import { firstIdAt, type JsonObject, type RawPost } from '@app/domain';
import { aRawPost } from '@testing/domain';

import { ExportWorld } from './export-world';

/** Noon of a day in March 2025, and later. */
export const day = (n: number) => new Date(Date.UTC(2025, 2, n, 12));
export const idAt = (n: number) => firstIdAt(day(n));
export const postAt = (
  n: number,
  fields: JsonObject = {},
  around: Partial<RawPost> = {},
): RawPost => aRawPost({ id: idAt(n), created_at: day(n).toISOString(), ...fields }, around);
export const unreadablePost = (n: number) => postAt(n, { text: { no: 'text' } });

const photo = { media_key: '3_1', type: 'photo', url: 'https://pbs.twimg.com/media/1.jpg' };
export const postWithPhoto = (n: number) =>
  postAt(n, { attachments: { media_keys: ['3_1'] } }, { includes: { media: [photo] } });
export const photoKey = '3_1.original';

/** Of a file's text, as `files` of an {@link ExportWorld} gives it. */
export const sha256 = (text: string) => createHash('sha256').update(text, 'latin1').digest('hex');

export async function savePhoto({ archive }: ExportWorld, text = 'a picture'): Promise<void> {
  const body = (async function* () {
    await Promise.resolve();
    yield Buffer.from(text);
  })();
  await archive.media.save('7', { fileKey: photoKey, contentType: 'image/jpeg', body });
}

/** With these posts, and nothing of its time unread. */
export async function exportOf(...posts: RawPost[]): Promise<ExportWorld> {
  const world = await ExportWorld.open();
  await world.archive.archive(...posts);
  await world.archive.cover('2025-12-31T00:00:00Z');
  return world;
}

/** Two months, one post that cannot be read, a medium of two posts. */
export async function exportOfTwoMonths(): Promise<ExportWorld> {
  const world = await exportOf(postWithPhoto(1), unreadablePost(2), postWithPhoto(3), postAt(33));
  await savePhoto(world);
  return world;
}

/** Rows of the manifest that are of entries. */
export const entryRows = (world: ExportWorld) =>
  world.rows().flatMap((row) => (JSON.stringify(row).includes('"entry"') ? [row] : []));
