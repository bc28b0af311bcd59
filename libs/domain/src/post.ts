import { compareIds, type PostId } from './post-id';

/** A user as far as a post tells: X does not always say more than the id or the name. */
export interface User {
  id?: string;
  username?: string;
  name?: string;
  profileImageUrl?: string;
}

export interface Link {
  /** As it stands in the text: X's short link. */
  url: string;
  expandedUrl: string;
  /** Where X ended when it followed the link, redirects and all. */
  unwoundUrl?: string;
  title?: string;
  /** What the page says of itself, as X's link preview showed it. */
  description?: string;
  /** The link stands for a medium of the post itself, not for a page or the medium of another. */
  isMedia: boolean;
}

export type MediaType = 'photo' | 'video' | 'animated_gif';

export interface Media {
  key: string;
  type: MediaType;
  altText?: string;
  /** What its author calls it and says of it, apart from the description for those who do not see it. */
  title?: string;
  description?: string;
  /** Photo: the picture. Video and GIF: the MP4 of the highest bit rate. Absent when X gave none. */
  url?: string;
  previewUrl?: string;
  durationMs?: number;
  width?: number;
  height?: number;
  views?: number;
}

/** A long-form article: the post itself is no more than a link to it. */
export interface Article {
  title?: string;
  text?: string;
}

export interface PollOption {
  position: number;
  label: string;
  votes: number;
}

export interface Poll {
  id: string;
  /** Empty when X did not describe the poll. */
  options: PollOption[];
  status?: 'open' | 'closed';
  endsAt?: Date;
  durationMinutes?: number;
}

export interface Place {
  id: string;
  fullName?: string;
  country?: string;
}

/** Where exactly a post was made, in degrees (WGS 84). */
export interface Coordinates {
  longitude: number;
  latitude: number;
}

export type ReferenceType = 'replied_to' | 'quoted' | 'reposted';

export interface PostReference {
  type: ReferenceType;
  id: PostId;
  /** The post referred to, when X showed it to us. */
  post?: Post;
  /** Why it is not there, in X's words. */
  problem?: string;
}

export interface PostMetrics {
  likes?: number;
  reposts?: number;
  replies?: number;
  quotes?: number;
  impressions?: number;
  bookmarks?: number;
}

/** One version of a post, as X showed it. Derived from its raw record whenever it is needed, never stored. */
export interface Post {
  id: PostId;
  createdAt: Date;
  author: User & { id: string };
  conversationId?: PostId;
  /** The whole text (the long one when there is one), HTML entities decoded, X's short links left in. */
  text: string;
  /** True when `text` is the text of a long post (`note_tweet`). */
  isLong: boolean;
  article?: Article;
  links: Link[];
  mentions: User[];
  hashtags: string[];
  cashtags: string[];
  media: Media[];
  poll?: Poll;
  place?: Place;
  coordinates?: Coordinates;
  inReplyToUser?: User;
  references: PostReference[];
  /** Ids of all versions, oldest first; just the own id for a post never edited. */
  versionIds: PostId[];
  editableUntil?: Date;
  metrics: PostMetrics;
  lang?: string;
  sourceApp?: string;
  isSensitive: boolean;
  withheldIn: string[];
  /** Withheld because somebody claims a copyright, not by a country's law. */
  isWithheldForCopyright?: boolean;
  replySettings?: string;
  communityId?: string;
  isPaidPartnership?: boolean;
  isForFollowersOnly?: boolean;
}

export type PostKind = 'post' | 'reply' | 'quote' | 'repost';

/** The one word for what a post is; a reply that quotes is a reply. */
export function postKind(post: Post): PostKind {
  const types = new Set(post.references.map((reference) => reference.type));
  if (types.has('reposted')) return 'repost';
  if (types.has('replied_to')) return 'reply';
  return types.has('quoted') ? 'quote' : 'post';
}

/** Every post it refers to, those refer to, and so on, as far as they are known; each once, the oldest first. */
export function postsBehind(post: Post): Post[] {
  const found = new Map<PostId, Post>();
  const follow = ({ references }: Post) => {
    for (const { post: next } of references) {
      if (!next || next.id === post.id) continue;
      const known = found.get(next.id);
      // One that was followed before may be there without what it refers to.
      if (!known || known.references.length < next.references.length) found.set(next.id, next);
      follow(next);
    }
  };
  follow(post);
  return [...found.values()].sort((a, b) => compareIds(a.id, b.id));
}

export type MediaRole = 'original' | 'preview';

/** One file to keep of a medium. */
export interface MediaFile {
  /** `{media key}.{role}`: the same wherever the medium appears. */
  fileKey: string;
  role: MediaRole;
  type: MediaType;
  url: string;
}

/** The files of one medium: the picture or MP4, and the still picture of a video or GIF. */
export function filesOfMedia(media: Media): MediaFile[] {
  const file = (role: MediaRole, url: string | undefined): MediaFile[] =>
    url === undefined ? [] : [{ fileKey: `${media.key}.${role}`, role, type: media.type, url }];
  return [...file('original', media.url), ...file('preview', media.previewUrl)];
}

/** Every file a post shows, those of the posts it quotes or reposts included; each file once. */
export function filesOfPost(post: Post): MediaFile[] {
  const shown = post.references.filter(({ type }) => type !== 'replied_to');
  const files = [
    ...post.media.flatMap(filesOfMedia),
    ...shown.flatMap((reference) => (reference.post ? filesOfPost(reference.post) : [])),
  ];
  return eachFileOnce(files);
}

/** In the order they are first named. */
export function eachFileOnce(files: readonly MediaFile[]): MediaFile[] {
  return [...new Map(files.map((file) => [file.fileKey, file])).values()];
}
