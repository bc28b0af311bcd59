import { type Post } from '@app/domain';

import { shownPost } from '../content-text';
import { type Fact } from '../facts';
import { originOf } from '../origin';
import { type Html, html, type Part } from './html';
import { parents, postCard, repostLine } from './post-card';
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
  const origin = originOf(post, files.context);
  const why = origin && html`<div style="${STYLES.note}">${origin.words}</div>`;
  return wholePage({
    title,
    before: [why, parents(post, files), ' ', repostLine(post), '\n'],
    card: postCard(shownPost(post), files),
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
