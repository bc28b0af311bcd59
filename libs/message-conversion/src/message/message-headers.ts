import { filesOfPost, type MediaFile, type Post, postKind } from '@app/domain';

import { countsOf } from '../facts';
import { filesBeside } from '../files-beside';
import { itemTypeOf } from '../item-type';
import { originOf } from '../origin';
import { type Rendition } from '../rendition';
import { permalinkOf } from '../wording';
import { headerText } from './header-text';
import { MAIL_DOMAIN } from './mail-address';
import { type Message } from './message';
import { type MessageContext } from './message-context';

/** Lists of tags and the like; the whole is in the body and in the record. */
const MAX_SIGNS = 300;

/** What programs find a message by; one that does not apply is left out. */
export function headersOf(post: Post, context: MessageContext): Message['headers'] {
  const headers: [string, string | undefined][] = [
    ['List-Id', `Posts of @${context.username} <${context.accountId}.${MAIL_DOMAIN}>`],
    ['Content-Language', languageTag(post.lang)],
    ['X-Message-Class', `IPM.NOTE.Twitter.${itemTypeOf(post)}`],
    ['X-Twitter-Kind', postKind(post)],
    ['X-Twitter-Origin', originOf(post, context)?.relation],
    ['X-Twitter-Account-Id', context.accountId],
    ['X-Twitter-Account-Name', context.username],
    ['X-Twitter-Author-Id', post.author.id],
    ['X-Twitter-Post-Id', post.id],
    ['X-Twitter-Post-Url', permalinkOf(post)],
    ['X-Twitter-Post-Time', post.createdAt.toISOString()],
    ['X-Twitter-Conversation-Id', post.conversationId],
    ...referenceHeaders(post),
    ...versionHeaders(post),
    ['X-Twitter-Flags', flagsOf(post).join(', ')],
    ['X-Twitter-Hashtags', post.hashtags.map((tag) => `#${tag}`).join(' ')],
    ['X-Twitter-Cashtags', post.cashtags.map((tag) => `$${tag}`).join(' ')],
    ['X-Twitter-Source-App', post.sourceApp],
    ['X-Twitter-Metrics', countsOf(post.metrics)],
    ['X-Twitter-Files-Beside', filesBesideOf(filesOfPost(post), context)],
    ...recordHeaders(context),
  ];
  return inHeaders(headers);
}

/** The same of what is no post. */
export function headersOfRendition(
  { listName, itemType, kind, sender, headers, files }: Rendition,
  context: MessageContext,
): Message['headers'] {
  return inHeaders([
    ['List-Id', `${listName} @${context.username} <${context.accountId}.${MAIL_DOMAIN}>`],
    ['X-Message-Class', `IPM.NOTE.Twitter.${itemType}`],
    ['X-Twitter-Kind', kind],
    ['X-Twitter-Account-Id', context.accountId],
    ['X-Twitter-Account-Name', context.username],
    ['X-Twitter-Author-Id', sender.id],
    ...headers,
    ['X-Twitter-Files-Beside', filesBesideOf(files, context)],
    ...recordHeaders(context),
  ]);
}

function recordHeaders(context: MessageContext): [string, string | undefined][] {
  return [
    ['X-Twitter-Capture-Time', context.capturedAt.toISOString()],
    ['X-Twitter-Record-Version', context.version],
    ['X-Twitter-Record-Sha256', context.recordSha256],
  ];
}

function inHeaders(headers: readonly [string, string | undefined][]): Message['headers'] {
  return headers
    .map(([name, value = '']) => ({ name, value: headerText(value, MAX_SIGNS) }))
    .filter(({ value }) => value !== '');
}

function referenceHeaders({ references }: Post): [string, string | undefined][] {
  const idOf = (wanted: string) => references.find(({ type }) => type === wanted)?.id;
  return [
    ['X-Twitter-Replied-To-Id', idOf('replied_to')],
    ['X-Twitter-Quoted-Id', idOf('quoted')],
    ['X-Twitter-Reposted-Id', idOf('reposted')],
  ];
}

function versionHeaders({ id, versionIds, editableUntil }: Post): [string, string | undefined][] {
  return [
    ['X-Twitter-Version', `${Math.max(versionIds.indexOf(id), 0) + 1} of ${versionIds.length}`],
    ['X-Twitter-Version-Ids', versionIds.length > 1 ? versionIds.join(' ') : undefined],
    ['X-Twitter-Editable-Until', editableUntil?.toISOString()],
  ];
}

function flagsOf(post: Post): string[] {
  const flags = [
    post.isSensitive && 'sensitive',
    (post.withheldIn.length > 0 || post.isWithheldForCopyright) && 'withheld',
    post.replySettings !== undefined && post.replySettings !== 'everyone' && 'reply-limited',
    post.communityId !== undefined && 'community',
    post.isForFollowersOnly && 'followers-only',
    post.isPaidPartnership && 'paid-partnership',
    post.isLong && 'long',
  ];
  return flags.filter((flag) => typeof flag === 'string');
}

/** How many of its files are too large for the message. */
function filesBesideOf(files: readonly MediaFile[], context: MessageContext): string | undefined {
  const { length } = filesBeside(files, context);
  return length > 0 ? String(length) : undefined;
}

function languageTag(lang: string | undefined): string | undefined {
  return lang !== undefined && /^[a-z]{2,3}$/.test(lang) ? lang : undefined;
}
