/** What a file of the archive holds. The zip has much more of the owner's life in it: what is not named here is never read. */
export type ArchiveFileKind =
  'posts' | 'deleted-posts' | 'notes' | 'messages' | 'likes' | 'facts' | 'media' | 'message-media';

const part = '(-part\\d+)?\\.js$';
const KINDS: readonly (readonly [RegExp, ArchiveFileKind])[] = [
  [/^data\/(manifest|account|profile)\.js$/, 'facts'],
  [new RegExp(`^data/(tweets?|community-tweet|twitter-circle-tweet)${part}`), 'posts'],
  [new RegExp(`^data/deleted-tweets?${part}`), 'deleted-posts'],
  [new RegExp(`^data/note-tweet${part}`), 'notes'],
  [new RegExp(`^data/direct-messages?(-group)?${part}`), 'messages'],
  [new RegExp(`^data/like${part}`), 'likes'],
  [/^data\/(tweets?|deleted_tweets?|community_tweet|twitter_circle_tweet)_media\/[^/]+$/, 'media'],
  [/^data\/direct_messages?(_group)?_media\/[^/]+$/, 'message-media'],
];

/** Of a name from `data/` on; `undefined` for what is not read. */
export function kindOfFile(name: string): ArchiveFileKind | undefined {
  return KINDS.find(([pattern]) => pattern.test(name))?.[1];
}

/** Files of one kind in the order X wrote them: `tweets.js`, `tweets-part1.js`, … `tweets-part10.js`. */
export function byPart(a: string, b: string): number {
  return stem(a).localeCompare(stem(b), 'en') || partOf(a) - partOf(b);
}

function stem(name: string): string {
  return name.replace(/(-part\d+)?\.js$/, '');
}

function partOf(name: string): number {
  return Number(/-part(\d+)\.js$/.exec(name)?.[1] ?? 0);
}
