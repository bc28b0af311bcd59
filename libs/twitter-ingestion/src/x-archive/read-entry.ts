import {
  filesOfMedia,
  isJsonObject,
  isPostId,
  type JsonObject,
  type Media,
  type PostId,
} from '@app/domain';

import { type MappedMedia } from './archive-media.mapper';
import { type SuppliedFile, type SuppliedPost } from './supplied-page';

/** What an entry is made into: something to archive, what is wrong with it, or both (what is kept as it came). */
export interface ReadEntry {
  post?: SuppliedPost;
  problem?: string;
  /** Nothing is wrong with it, but it has no id: it is evidence alone. */
  isWithoutId?: boolean;
}

/** Where the zip has a media file of this name. */
export type FindMedia = (fileName: string) => string | undefined;

const CONTENT_TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    png: 'image/png',
    gif: 'image/gif',
    webp: 'image/webp',
    mp4: 'video/mp4',
  }),
);

/** The files of media, each with where the zip has it. */
export function suppliedFiles(
  media: readonly Media[],
  mapped: readonly MappedMedia[],
  findMedia: FindMedia,
): SuppliedFile[] {
  const names = new Map(mapped.map(({ key, fileNames }) => [key, fileNames]));
  return media.flatMap((medium) =>
    filesOfMedia(medium).map(({ fileKey, role, url }): SuppliedFile => {
      const candidates = role === 'original' ? (names.get(medium.key) ?? []) : [];
      const name = candidates.map(findMedia).find((each) => each !== undefined);
      return { fileKey, url, ...(name !== undefined && { inArchive: inArchive(name) }) };
    }),
  );
}

/** What has an id and cannot be read is kept all the same. */
export function asItCame(supplied: JsonObject, problem: string): ReadEntry {
  const id = supplied.id_str ?? supplied.id;
  return isPostId(id) ? { post: kept(id, supplied), problem } : { problem: 'it has no id' };
}

/** `{"tweet": {…}}`: what is in it, by what name; the earliest archives have posts alone. */
export function unwrapped(value: JsonObject): { name?: string; inner: JsonObject } {
  const [[name, inner] = ['', undefined], ...others] = Object.entries(value);
  return others.length === 0 && isJsonObject(inner) ? { name, inner } : { inner: value };
}

function kept(id: PostId, supplied: JsonObject): SuppliedPost {
  const raw = { post: { ...supplied, id }, includes: {}, problems: [] };
  return { id, raw, supplied, files: [] };
}

function inArchive(name: string): { name: string; contentType: string } {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return { name, contentType: CONTENT_TYPES.get(ending) ?? 'application/octet-stream' };
}
