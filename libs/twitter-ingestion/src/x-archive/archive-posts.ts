import { isPostId } from '@app/domain';

import { toSourcePost } from '../source-post';
import { toApiPost } from './archive-post.mapper';
import { type ArchiveStatement } from './archive-statement';
import { type JsElement } from './js-elements';
import { type NoteTweets } from './note-tweets';
import { asItCame, type FindMedia, type ReadEntry, suppliedFiles, unwrapped } from './read-entry';

/** Makes posts of entries. */
export class ArchivePosts {
  constructor(
    private readonly owner: ArchiveStatement['owner'],
    private readonly notes: NoteTweets,
    private readonly findMedia: FindMedia,
  ) {}

  read(element: JsElement): ReadEntry {
    if ('problem' in element) return { problem: element.problem };
    const { inner: supplied } = unwrapped(element.value);
    if (!isPostId(supplied.id_str ?? supplied.id)) return { problem: 'it has no id' };
    const mapped = toApiPost(supplied, this.owner, (at, text) => this.notes.find(at, text));
    if ('problem' in mapped) return asItCame(supplied, mapped.problem);
    const source = toSourcePost(mapped.raw);
    if (!source?.post) return asItCame(supplied, 'it is no post of X');
    const files = suppliedFiles(source.post.media, mapped.media, this.findMedia);
    return { post: { ...source, supplied, files } };
  }
}
