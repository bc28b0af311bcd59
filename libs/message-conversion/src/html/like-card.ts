import { type Like, type User } from '@app/domain';

import { nameOf } from '../wording';
import { type Html, html } from './html';
import { postInContext } from './post-card';
import { type ShownFiles } from './post-media';
import { lines } from './rich-text';
import { STYLES } from './styles';

/** Who likes it, and the post. */
export function likeCard({ like, by }: { like: Like; by: User }, files: ShownFiles): Html {
  return html`<div style="${STYLES.note}">♥ <bdi>${nameOf(by)}</bdi> liked</div>
    ${like.post ? postInContext(like.post, files, STYLES.card) : notShown(like)}`;
}

function notShown({ postId, text }: Like): Html {
  if (!text)
    return html`<div style="${STYLES.missing}">Post ${postId}, which X did not show.</div>`;
  return html`<div style="${STYLES.missing}">
    Post ${postId}, of which the archive that the owner downloaded tells no more than its text:
    <div dir="auto" style="${STYLES.text}">${lines(text)}</div>
  </div>`;
}
