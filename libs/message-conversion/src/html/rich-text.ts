import { type Link, type Post } from '@app/domain';

import { textPieces, type Written } from '../text-pieces';
import { type Html, html, safeHref } from './html';
import { STYLES } from './styles';

type Marked = Pick<Post, 'mentions' | 'hashtags' | 'cashtags'>;

/** The text of a post or message as its readers saw it: links shown in full and leading there, names and tags in colour, lines kept. */
export function richText(written: Written & Marked): Html[] {
  const marks = marksOf(written);
  return textPieces(written).map((piece) =>
    typeof piece === 'string' ? withMarks(piece, marks) : linkTo(piece),
  );
}

/** Shows the whole target, so that no link leads elsewhere than it says; X's short link stays as its title. */
function linkTo({ url, expandedUrl }: Link): Html {
  return linkOrText(expandedUrl, expandedUrl, url);
}

/** A link where the address may be one, else its text alone. */
export function linkOrText(address: string, text = address, title?: string): Html {
  const href = safeHref(address);
  if (href === undefined) return html`<bdi>${text}</bdi>`;
  const shown = html`<bdi>${text}</bdi>`;
  return title === undefined || title === address
    ? html`<a href="${href}" style="${STYLES.link}">${shown}</a>`
    : html`<a href="${href}" title="${title}" style="${STYLES.link}">${shown}</a>`;
}

/** Plain text, lines kept. */
export function lines(text: string): Html {
  return html`${text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line, i) => (i === 0 ? html`${line}` : html`<br />${line}`))}`;
}

function withMarks(text: string, marks: RegExp | undefined): Html {
  if (!marks) return lines(text);
  return html`${text
    .split(marks)
    .map((part, i) =>
      i % 2 === 1 ? html`<span style="${STYLES.tag}">${part}</span>` : lines(part),
    )}`;
}

/** The names and tags that X found in the text; nothing else is one, however it looks. */
function marksOf({ mentions, hashtags, cashtags }: Marked): RegExp | undefined {
  const marks = [
    ...mentions.flatMap(({ username }) => (username ? [`[@＠]${literal(username)}`] : [])),
    ...hashtags.filter(Boolean).map((tag) => `[#＃]${literal(tag)}`),
    ...cashtags.filter(Boolean).map((tag) => `\\$${literal(tag)}`),
  ];
  if (marks.length === 0) return undefined;
  const longestFirst = marks.sort((a, b) => b.length - a.length);
  return new RegExp(`((?:${longestFirst.join('|')})(?![\\p{L}\\p{N}_]))`, 'giu');
}

function literal(text: string): string {
  return text.toWellFormed().replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
