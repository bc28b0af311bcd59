import {
  filesOfMedia,
  type Link,
  type Media,
  type Poll,
  type Post,
  type PostReference,
  type User,
} from '@app/domain';

import { type ConversionContext } from './conversion-context';

/** What a reader gets of a post, in paragraphs. */
export interface Content {
  /** What it says, shows, asks and quotes. */
  said: string[];
  /** What must be known of it that its words do not say, in square brackets. */
  notes: string[];
}

/** A repost says what the reposted post says, whole: X cuts the text of the repost itself. */
export function contentOf(post: Post, context: ConversionContext): Content {
  const repost = post.references.find(({ type }) => type === 'reposted');
  const shown = repost?.post ?? post;
  const quotes = shown.references.filter(({ type }) => type === 'quoted');
  const said = [
    repost?.post ? `Reposted from ${byWhomAndWhen(repost.post)}:` : '',
    ...ownParagraphs(shown, context),
    ...quotes.map((quote) => quoteParagraph(quote, context)),
  ];
  const notes = new Set([...notesOf(post), ...notesOf(shown)]);
  return { said: said.filter(Boolean), notes: [...notes] };
}

/** The text with X's short links replaced by where they lead; links that only stand for attached media left out. */
export function bodyText({ text, links, media }: Post): string {
  if (links.length === 0) return text.trim();
  const targets = new Map(
    links.map((link) => [link.url, link.isMedia && media.length > 0 ? '' : link.expandedUrl]),
  );
  const longestFirst = [...targets.keys()].sort((a, b) => b.length - a.length);
  const literal = longestFirst.map((url) => url.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return text.replace(new RegExp(literal.join('|'), 'g'), (url) => targets.get(url) ?? url).trim();
}

function ownParagraphs(post: Post, context: ConversionContext): string[] {
  return [
    bodyText(post),
    post.article?.title ?? '',
    post.article?.text ?? '',
    ...post.media.map((media) => mediaLine(media, context)),
    post.poll ? pollLines(post.poll) : '',
  ];
}

const MEDIA_NAMES = { photo: 'Photo', video: 'Video', animated_gif: 'GIF' } as const;

function mediaLine(media: Media, context: ConversionContext): string {
  const seconds =
    media.durationMs === undefined ? '' : `, ${Math.round(media.durationMs / 1000)} s`;
  const isArchived = filesOfMedia(media).some(
    ({ role, fileKey }) => role === 'original' && context.media.has(fileKey),
  );
  const alt = media.altText ? `: ${media.altText}` : '';
  return `[${MEDIA_NAMES[media.type]}${seconds}${isArchived ? '' : ', file not in the archive'}${alt}]`;
}

function pollLines({ options, status, endsAt }: Poll): string {
  if (options.length === 0) return 'Poll (X did not say which).';
  const state = { open: 'open until', closed: 'closed', unknown: 'ends' }[status ?? 'unknown'];
  return [
    `Poll (${state} ${endsAt ? utc(endsAt) : 'at a time not known'}):`,
    ...options.map(({ label, votes }) => `- ${label}: ${countOfVotes(votes)}`),
    `${countOfVotes(options.reduce((sum, { votes }) => sum + votes, 0))} in all when captured`,
  ].join('\n');
}

function countOfVotes(votes: number): string {
  return `${votes} ${votes === 1 ? 'vote' : 'votes'}`;
}

function quoteParagraph(quote: PostReference, context: ConversionContext): string {
  if (!quote.post) return `Quoted post ${quote.id}, ${whyMissing(quote)}.`;
  const lines = ownParagraphs(quote.post, context).filter(Boolean).join('\n');
  return `Quoted from ${byWhomAndWhen(quote.post)}:\n${lines.replace(/^/gm, '> ')}`;
}

function notesOf(post: Post): string[] {
  const { versionIds, place, withheldIn } = post;
  const repost = post.references.find(({ type }) => type === 'reposted');
  const notes = [
    replyNote(post),
    repost && !repost.post
      ? `Repost of post ${repost.id}, ${whyMissing(repost)}; above is all X tells of its text`
      : '',
    versionIds.length > 1
      ? `Version ${versionIds.indexOf(post.id) + 1} of ${versionIds.length} of an edited post: ${versionIds.join(', ')}`
      : '',
    ...post.links.map(unwoundNote),
    place?.fullName ? `Place: ${place.fullName}` : '',
    post.isSensitive ? 'Marked as possibly sensitive' : '',
    withheldIn.length > 0 ? `Withheld in: ${withheldIn.join(', ')}` : '',
  ];
  return notes.filter(Boolean).map((note) => `[${note}]`);
}

function replyNote({ references, inReplyToUser }: Post): string {
  const parent = references.find(({ type }) => type === 'replied_to');
  if (!parent) return '';
  if (parent.post) return `In reply to post ${parent.id} by ${byWhomAndWhen(parent.post)}`;
  const by = inReplyToUser ? ` by ${nameOf(inReplyToUser)}` : '';
  return `In reply to post ${parent.id}${by}, ${whyMissing(parent)}`;
}

/** Shorteners die; where the link led does not show in it. */
function unwoundNote({ expandedUrl, unwoundUrl }: Link): string {
  const isSame = unwoundUrl?.replace(/\/$/, '') === expandedUrl.replace(/\/$/, '');
  return unwoundUrl === undefined || isSame ? '' : `${expandedUrl} led to ${unwoundUrl}`;
}

function whyMissing({ problem }: PostReference): string {
  return problem ? `which X did not show (${problem})` : 'which was not captured with it';
}

function byWhomAndWhen({ author, createdAt }: Post): string {
  return `${nameOf(author)}, ${utc(createdAt)}`;
}

function nameOf({ id, username }: User): string {
  return username ? `@${username}` : `user ${id ?? 'unknown'}`;
}

function utc(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
