import { type Post, type PostReference } from '@app/domain';

import { type Fact } from '../facts';
import { originOf } from '../origin';
import { nameOf, whyMissing } from '../wording';
import { type Html, html, type Part } from './html';
import { postCard } from './post-card';
import { type ShownFiles } from './post-media';
import { linkOrText } from './rich-text';
import { STYLES } from './styles';

export interface PageParts {
  title: string;
  post: Post;
  details: Fact[];
  files: ShownFiles;
}

export function messagePage({ title, post, details, files }: PageParts): string {
  const repost = post.references.find(({ type }) => type === 'reposted');
  const origin = originOf(post, files.context);
  const why = origin && html`<div style="${STYLES.note}">${origin.words}</div>`;
  return wholePage({
    title,
    before: [why, parents(post, files), ' ', repost && repostLine(post, repost), '\n'],
    card: postCard(repost?.post ?? post, files),
    details,
  });
}

interface WholePage {
  title: string;
  /** What it answers, and who brings it. */
  before?: Part[];
  card: Html;
  details: Fact[];
}

/**
 * The whole page of a message. It loads nothing: pictures come with the message, and a policy says so to those programs that know
 * one.
 */
export function wholePage({ title, before, card, details }: WholePage): string {
  const policy = "default-src 'none'; img-src cid: data:; style-src 'unsafe-inline'";
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <title>${title}</title>
      </head>
      <body style="${STYLES.body}">
        <main style="${STYLES.page}">
          <h1 dir="auto" style="${STYLES.heading}">${title}</h1>
          ${before}${card} ${factsTable(details)}
        </main>
      </body>
    </html> `.markup;
}

/** What it answers, before it. */
function parents(post: Post, files: ShownFiles): Html[] {
  return post.references
    .filter(({ type }) => type === 'replied_to')
    .map((parent) => {
      const what = parent.post
        ? postCard(parent.post, files, STYLES.inner)
        : html`<div style="${STYLES.missing}">Post ${parent.id}, ${whyMissing(parent)}.</div>`;
      return html`<div style="${STYLES.context}">
        <div style="${STYLES.note}">In reply to</div>
        ${what}
      </div>`;
    });
}

function repostLine({ author }: Post, repost: PostReference): Html {
  return repost.post
    ? html`<div style="${STYLES.note}"><bdi>${nameOf(author)}</bdi> reposted</div>`
    : html`<div style="${STYLES.missing}">
        Repost of post ${repost.id}, ${whyMissing(repost)}; below is all X tells of its text.
      </div>`;
}

function factsTable(details: Fact[]): Html {
  const rows = details.map(({ label, value }) => {
    const shown = /^https?:\/\/\S+$/.test(value) ? linkOrText(value) : html`${value}`;
    return html`<tr>
      <th scope="row" style="${STYLES.factLabel}">${label}</th>
      <td dir="auto" style="${STYLES.factValue}">${shown}</td>
    </tr>`;
  });
  return html`<table style="${STYLES.facts}">
    ${rows}
  </table>`;
}
