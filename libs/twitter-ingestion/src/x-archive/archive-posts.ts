import {
  filesOfMedia,
  isJsonObject,
  isPostId,
  type JsonObject,
  type Post,
  type PostId,
} from '@app/domain';

import { toSourcePost } from '../source-post';
import { type MappedMedia } from './archive-media.mapper';
import { toApiPost } from './archive-post.mapper';
import { type ArchiveStatement } from './archive-statement';
import { type JsElement } from './js-elements';
import { type NoteTweets } from './note-tweets';
import { type SuppliedFile, type SuppliedPost } from './supplied-page';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  mp4: 'video/mp4',
};

/** What an entry is made into: a post, what is wrong with it, or both (a post kept as it came). */
export interface ReadEntry {
  post?: SuppliedPost;
  problem?: string;
}

/** Makes posts of entries. */
export class ArchivePosts {
  constructor(
    private readonly owner: ArchiveStatement['owner'],
    private readonly notes: NoteTweets,
    /** Where the zip has a media file of this name, whatever the folder. */
    private readonly findMedia: (fileName: string) => string | undefined,
  ) {}

  read(element: JsElement): ReadEntry {
    if ('problem' in element) return { problem: element.problem };
    const supplied = unwrapped(element.value);
    const id = supplied.id_str ?? supplied.id;
    if (!isPostId(id)) return { problem: 'it has no id' };
    const mapped = toApiPost(supplied, this.owner, (at, text) => this.notes.find(at, text));
    if ('problem' in mapped) return { post: asItCame(id, supplied), problem: mapped.problem };
    const source = toSourcePost(mapped.raw);
    if (!source?.post) return { post: asItCame(id, supplied), problem: 'it is no post of X' };
    return { post: { ...source, supplied, files: this.filesOf(source.post, mapped.media) } };
  }

  private filesOf(post: Post, mapped: readonly MappedMedia[]): SuppliedFile[] {
    const names = new Map(mapped.map(({ key, fileNames }) => [key, fileNames]));
    return post.media.flatMap((media) =>
      filesOfMedia(media).map(({ fileKey, role, url }): SuppliedFile => {
        const candidates = role === 'original' ? (names.get(media.key) ?? []) : [];
        const name = candidates.map(this.findMedia).find((each) => each !== undefined);
        return { fileKey, url, ...(name !== undefined && { inArchive: inArchive(name) }) };
      }),
    );
  }
}

function inArchive(name: string): { name: string; contentType: string } {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return { name, contentType: CONTENT_TYPES[ending] ?? 'application/octet-stream' };
}

/** What cannot be read is kept all the same. */
function asItCame(id: PostId, supplied: JsonObject): SuppliedPost {
  const raw = { post: { ...supplied, id }, includes: {}, problems: [] };
  return { id, raw, supplied, files: [] };
}

/** `{"tweet": {…}}`; the earliest archives have the post alone. */
function unwrapped(value: JsonObject): JsonObject {
  const [inner, ...others] = Object.values(value);
  return others.length === 0 && isJsonObject(inner) ? inner : value;
}
