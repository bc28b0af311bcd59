import { type Deletion } from '@app/domain';

import { type Html, html } from './html';
import { postInContext } from './post-card';
import { type ShownFiles } from './post-media';
import { STYLES } from './styles';

interface DeletionParts {
  deletion: Deletion;
  headline: string;
  notes: string[];
}

/** That the post is gone, and the post as it was archived. */
export function deletionCard(
  { deletion: { post }, headline, notes }: DeletionParts,
  files: ShownFiles,
): Html {
  const copy = post
    ? html`<div style="${STYLES.note}">As it was archived</div>
        ${postInContext(post, files, STYLES.gone)}`
    : html`<div style="${STYLES.missing}">No copy of it that can be read is archived.</div>`;
  return html`<div style="${STYLES.notice}">
      <strong><bdi>${headline}</bdi></strong>
      ${notes.map((note) => html`<div style="${STYLES.caption}">${note}</div>`)}
    </div>
    ${copy}`;
}
