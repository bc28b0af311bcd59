import { type Post, type PostReference, type User } from '@app/domain';

import { shownPost } from '../content-text';
import { nameOf, utc, whyMissing } from '../wording';
import { type Html, html } from './html';
import { type ShownFiles, postMedia } from './post-media';
import { postPoll } from './post-poll';
import { lines, richText } from './rich-text';
import { STYLES } from './styles';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A post as X showed it: who, when, what it says, shows, asks and quotes. */
export function postCard(post: Post, files: ShownFiles, style = STYLES.card): Html {
  const quotes = post.references.filter(({ type }) => type === 'quoted');
  return html`<div style="${style}">
    ${authorRow(post)} ${postText(post)} ${article(post)} ${postMedia(post, files)}
    ${post.poll && postPoll(post.poll)} ${linkCards(post)}
    ${quotes.map((quote) => quoteCard(quote, files))}
  </div>`;
}

/** Who, and when. */
export function authorRow({ author, createdAt }: Pick<Post, 'author' | 'createdAt'>): Html {
  const name = author.name ?? nameOf(author);
  const [first] = graphemes.segment(name.trim());
  return html`<table role="presentation" style="${STYLES.layout}">
    <tr>
      <td style="${STYLES.avatarCell}">
        <span aria-hidden="true" style="${STYLES.avatar}">${first?.segment ?? '?'}</span>
      </td>
      <td style="${STYLES.nameCell}">
        <strong><bdi>${name}</bdi></strong
        ><br />
        <span style="${STYLES.handle}">${handleOf(author)} · ${utc(createdAt)}</span>
      </td>
    </tr>
  </table>`;
}

function handleOf(user: User): Html {
  return html`<bdi>${nameOf(user)}</bdi>`;
}

function postText(post: Post): Html | undefined {
  const text = richText(post);
  if (text.length === 0) return undefined;
  const lang = languageOf(post);
  return lang === undefined
    ? html`<div dir="auto" style="${STYLES.text}">${text}</div>`
    : html`<div dir="auto" lang="${lang}" style="${STYLES.text}">${text}</div>`;
}

/** X's codes that are languages; it writes two as they were called once. */
function languageOf({ lang }: Post): string | undefined {
  const renamed = lang === 'iw' ? 'he' : lang === 'in' ? 'id' : lang;
  return renamed !== undefined && /^[a-z]{2}$/.test(renamed) ? renamed : undefined;
}

function article({ article: told }: Post): Html | undefined {
  if (!told) return undefined;
  const title = told.title
    ? html`<div dir="auto" style="${STYLES.articleTitle}">${told.title}</div>`
    : undefined;
  const text = told.text
    ? html`<div dir="auto" style="${STYLES.text}">${lines(told.text)}</div>`
    : undefined;
  return html`${title}${text}`;
}

/** What X showed of the pages linked to. */
export function linkCards({ links }: Pick<Post, 'links'>): Html[] {
  return links
    .filter(({ title, description }) => title ?? description)
    .map(({ expandedUrl, unwoundUrl, title, description }) => {
      const address = unwoundUrl ?? expandedUrl;
      const host = URL.canParse(address) ? new URL(address).host : address;
      return html`<div dir="auto" style="${STYLES.inner}">
        <span style="${STYLES.handle}"><bdi>${host}</bdi></span
        ><br />
        <strong><bdi>${title}</bdi></strong
        >${description === undefined ? undefined : html`<br /><bdi>${description}</bdi>`}
      </div>`;
    });
}

export function quoteCard(quote: PostReference, files: ShownFiles, how = 'Quoted'): Html {
  return quote.post
    ? postInContext(quote.post, files)
    : html`<div style="${STYLES.missing}">${how} post ${quote.id}, ${whyMissing(quote)}.</div>`;
}

/** A post of others within another message: what it answers, as far as that is known, then what it shows. */
export function postInContext(post: Post, files: ShownFiles, style = STYLES.inner): Html {
  const known = post.references.filter(({ post: each }) => each !== undefined);
  const above = parents({ ...post, references: known }, files);
  return html`${above}${repostLine(post)}${postCard(shownPost(post), files, style)}`;
}

/** What a post answers, to stand before it. */
export function parents({ references }: Post, files: ShownFiles): Html[] {
  return references
    .filter(({ type }) => type === 'replied_to')
    .map((parent) => {
      const what = parent.post
        ? postInContext(parent.post, files)
        : html`<div style="${STYLES.missing}">Post ${parent.id}, ${whyMissing(parent)}.</div>`;
      return html`<div style="${STYLES.context}">
        <div style="${STYLES.note}">In reply to</div>
        ${what}
      </div>`;
    });
}

/** Who brings what a repost shows, to stand before it. */
export function repostLine({ author, references }: Post): Html | undefined {
  const repost = references.find(({ type }) => type === 'reposted');
  if (!repost) return undefined;
  return repost.post
    ? html`<div style="${STYLES.note}"><bdi>${nameOf(author)}</bdi> reposted</div>`
    : html`<div style="${STYLES.missing}">
        Repost of post ${repost.id}, ${whyMissing(repost)}; below is all X tells of its text.
      </div>`;
}
