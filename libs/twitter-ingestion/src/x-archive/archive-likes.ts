import { isPostId } from '@app/domain';

import { ownerAsUser } from './archive-owner.mapper';
import { type ArchiveStatement } from './archive-statement';
import { type JsElement } from './js-elements';
import { type ReadEntry, unwrapped } from './read-entry';

/** Makes likes of entries: X tells no more of them than which post, and its text. */
export class ArchiveLikes {
  constructor(private readonly owner: ArchiveStatement['owner']) {}

  read(element: JsElement): ReadEntry {
    if ('problem' in element) return { problem: element.problem };
    const { inner: supplied } = unwrapped(element.value);
    const { tweetId: id } = supplied;
    if (!isPostId(id)) return { problem: 'it has no id' };
    const raw = { post: { id }, includes: { users: [ownerAsUser(this.owner)] }, problems: [] };
    return { post: { id, raw, supplied, files: [] } };
  }
}
