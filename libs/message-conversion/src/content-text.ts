import {
  filesOfMedia,
  filesOfPost,
  type Media,
  type Poll,
  type PollOption,
  type Post,
  type PostReference,
} from '@app/domain';

import { type ConversionContext } from './conversion-context';
import { besideNotes } from './files-beside';
import { notesOf } from './notes';
import { textPieces, type Written } from './text-pieces';
import { byWhomAndWhen, count, MEDIA_NAMES, utc, whyMissing } from './wording';

/** What a reader gets of a post, in paragraphs. */
export interface Content {
  /** What it says, shows, asks and quotes. */
  said: string[];
  /** What must be known of it that its words do not say, in square brackets. */
  notes: string[];
}

/** A repost says what the reposted post says, whole: X cuts the text of the repost itself. */
export function contentOf(post: Post, context: ConversionContext): Content {
  const beside = besideNotes(filesOfPost(post), context);
  return { said: shownParagraphs(post, context), notes: [...beside, ...notesOf(post)] };
}

/** What a post shows: itself, or the post it reposts. */
export function shownPost(post: Post): Post {
  return post.references.find(({ type }) => type === 'reposted')?.post ?? post;
}

function shownParagraphs(post: Post, context: ConversionContext): string[] {
  const shown = shownPost(post);
  const quotes = shown.references.filter(({ type }) => type === 'quoted');
  const said = [
    shown === post ? '' : `Reposted from ${byWhomAndWhen(shown)}:`,
    ...ownParagraphs(shown, context),
    ...quotes.map((quote) => quoteParagraph(quote, context)),
  ];
  return said.filter(Boolean);
}

/** What it answers, as far as that is known. */
export function answeredParagraphs(post: Post, context: ConversionContext): string[] {
  return post.references.flatMap(({ type, post: parent }) =>
    type === 'replied_to' && parent
      ? [`In reply to ${byWhomAndWhen(parent)}:\n${quotedLines(parent, context)}`]
      : [],
  );
}

/** The text with X's short links replaced by where they lead; links that only stand for its own media left out. */
export function bodyText(written: Written): string {
  const words = textPieces(written).map((piece) =>
    typeof piece === 'string' ? piece : piece.expandedUrl,
  );
  return words.join('').trim();
}

function ownParagraphs(post: Post, context: ConversionContext): string[] {
  return [
    bodyText(post),
    post.article?.title ?? '',
    post.article?.text ?? '',
    ...post.media.map((media) => `[${mediaText(media, context)}]`),
    post.poll ? pollLines(post.poll) : '',
  ];
}

/** `Video, 71 s: what it shows`. */
export function mediaText(media: Media, context: ConversionContext): string {
  const { type, durationMs, altText, title, description } = media;
  const facts = [
    MEDIA_NAMES[type],
    durationMs === undefined ? '' : `${Math.round(durationMs / 1000)} s`,
    whyNotThere(media, context),
  ].filter(Boolean);
  const said = [...new Set([altText, title, description])].filter(Boolean).join('. ');
  return `${facts.join(', ')}${said ? `: ${said}` : ''}`;
}

function whyNotThere(media: Media, context: ConversionContext): string {
  const original = filesOfMedia(media).find(({ role }) => role === 'original');
  const stored = original && context.media.get(original.fileKey);
  if (!stored) return 'file not in the archive';
  return stored.isBeside ? 'file too large to attach' : '';
}

function pollLines(poll: Poll): string {
  const { options } = poll;
  if (options.length === 0) return 'Poll (X did not say which).';
  return [
    `Poll (${pollState(poll)}):`,
    ...options.map(({ label, votes }) => `- ${label}: ${count(votes, 'vote')}`),
    `${count(votesIn(options), 'vote')} in all when captured`,
  ].join('\n');
}

/** `closed 2025-03-02 12:00 UTC`. */
export function pollState({ status, endsAt }: Poll): string {
  const state = { open: 'open until', closed: 'closed', unknown: 'ends' }[status ?? 'unknown'];
  return `${state} ${endsAt ? utc(endsAt) : 'at a time not known'}`;
}

export function votesIn(options: readonly PollOption[]): number {
  return options.reduce((sum, { votes }) => sum + votes, 0);
}

export function quoteParagraph(
  quote: PostReference,
  context: ConversionContext,
  how = 'Quoted',
): string {
  if (!quote.post) return `${how} post ${quote.id}, ${whyMissing(quote)}.`;
  return `${how} from ${byWhomAndWhen(quote.post)}:\n${quotedLines(quote.post, context)}`;
}

/** What another post shows and what it answers, marked. */
export function quotedLines(post: Post, context: ConversionContext): string {
  const text = [...shownParagraphs(post, context), ...answeredParagraphs(post, context)];
  return marked(text.join('\n'));
}

/** Where readers may begin a line (https://www.unicode.org/reports/tr14/: BK, CR, LF, NL). */
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** Every line with a mark, so that nobody's words pass for another's. */
export function marked(text: string): string {
  return `> ${text.replace(LINE_BREAK, '$&> ')}`;
}
