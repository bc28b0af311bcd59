import { type Media, type Poll, type Post, type PostReference, postKind } from '@app/domain';

/** The readable text of a post: what it says, then what it shows, asks and refers to, a paragraph each. */
export function contentText(post: Post): string {
  const original = post.references.find(({ type }) => type === 'reposted')?.post;
  const shown = original ?? post;
  return [
    postKind(post) === 'repost' ? repostLine(original) : '',
    bodyText(shown),
    ...shown.media.map(mediaLine),
    shown.poll ? pollLines(shown.poll) : '',
    ...shown.references.filter(({ type }) => type === 'quoted').map(quoteLines),
    ...notes(post),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** The text with X's short links replaced by where they lead; links that only stand for attached media left out. */
export function bodyText(post: Post): string {
  let text = post.text;
  for (const link of post.links) {
    const target = link.isMedia && post.media.length > 0 ? '' : link.expandedUrl;
    text = text.replaceAll(link.url, () => target);
  }
  return text.trim();
}

function repostLine(original: Post | undefined): string {
  const author = original?.author.username;
  return author ? `Reposted from @${author}:` : 'Reposted:';
}

const MEDIA_NAMES = { photo: 'Photo', video: 'Video', animated_gif: 'GIF' } as const;

function mediaLine(media: Media): string {
  const seconds =
    media.durationMs === undefined ? '' : `, ${Math.round(media.durationMs / 1000)} s`;
  const alt = media.altText ? `: ${media.altText}` : '';
  return `[${MEDIA_NAMES[media.type]}${seconds}${alt}]`;
}

function pollLines(poll: Poll): string {
  const votes = poll.options.reduce((sum, option) => sum + option.votes, 0);
  const end = poll.endsAt
    ? `, ${poll.status === 'closed' ? 'closed' : 'closes'} ${utc(poll.endsAt)}`
    : '';
  return [
    `Poll (${poll.status ?? 'state unknown'}${end}):`,
    ...poll.options.map(({ label, votes: n }) => `- ${label}: ${n} ${n === 1 ? 'vote' : 'votes'}`),
    `${votes} votes in all when captured`,
  ].join('\n');
}

function quoteLines({ id, post, problem }: PostReference): string {
  if (!post) return `Quoted post ${id} is not available${problem ? ` (${problem})` : ''}.`;
  const name = post.author.username ? `@${post.author.username}` : `user ${post.author.id}`;
  const lines = [bodyText(post), ...post.media.map(mediaLine)].filter(Boolean).join('\n');
  return `Quoted ${name}, ${utc(post.createdAt)}:\n${lines.replace(/^/gm, '> ')}`;
}

/** What a reader must know about the post that its words do not say. */
function notes(post: Post): string[] {
  const version = post.versionIds.indexOf(post.id) + 1;
  const repostedGone = post.references.find(
    ({ type, post: known }) => type === 'reposted' && !known,
  );
  return [
    repostedGone
      ? `[The reposted post ${repostedGone.id} was not available${repostedGone.problem ? ` (${repostedGone.problem})` : ''}; X gives only the beginning of its text.]`
      : '',
    post.versionIds.length > 1
      ? `[Version ${version} of ${post.versionIds.length} of an edited post]`
      : '',
    post.place?.fullName ? `[Place: ${post.place.fullName}]` : '',
    post.isSensitive ? '[Marked as possibly sensitive]' : '',
    post.withheldIn.length > 0 ? `[Withheld in: ${post.withheldIn.join(', ')}]` : '',
  ].filter(Boolean);
}

function utc(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
