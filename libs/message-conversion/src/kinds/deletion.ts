import { type Deletion, filesOfContent, itemIdOf } from '@app/domain';

import { addresseesOf } from '../addressees';
import { bodyText, quotedLines, shownPost } from '../content-text';
import { type ConversionContext } from '../conversion-context';
import { type Fact } from '../facts';
import { deletionCard } from '../html/deletion-card';
import { displayNameOf } from '../item-users';
import { type Rendition } from '../rendition';
import { byWhomAndWhen, nameOf, permalinkOf, permalinkOfId, utc } from '../wording';
import { accountUser } from './account-user';
import { noticedFacts, noticedHeaders, timeSpan } from './noticed';

/** A post is gone, or X does not show it any more; what was archived of it is shown. */
export function deletionRendition(deletion: Deletion, context: ConversionContext): Rendition {
  const { post, postId, reason } = deletion;
  const content = { type: 'deletion', deletion } as const;
  const author = post?.author ?? accountUser(context);
  const { to, cc } = post ? addresseesOf(post) : { to: [author], cc: [] };
  const said = [headlineOf(deletion, nameOf(author)), ...archivedText(deletion, context)];
  const title = reason === 'deleted' ? 'Deleted post' : 'Post no longer shown';
  return {
    id: itemIdOf(content, context.accountId),
    kind: 'deletion',
    itemType: 'Deletion',
    time: deletion.noticed.at,
    sender: author,
    recipients: [...to, ...cc],
    threadId: post?.conversationId ?? postId,
    parentId: postId,
    threadedUnder: [post?.conversationId ?? postId, postId],
    isAnswer: true,
    title: `${title} by ${nameOf(author)}`,
    summary: post ? bodyText(shownPost(post)) || `post ${postId}` : `post ${postId}`,
    listName: 'Posts of',
    said,
    notes: notesOf(deletion),
    posts: post ? [post] : [],
    files: filesOfContent(content),
    details: detailsOf(deletion, context),
    headers: [
      ['X-Twitter-Post-Id', postId],
      ['X-Twitter-Post-Url', linkTo(deletion)],
      ['X-Twitter-Deletion', reason],
      ['X-Twitter-Deletion-Told-By', toldBy(deletion)],
      ['X-Twitter-Deletion-Time', deletion.deletedAt?.toISOString()],
      ...(deletion.deletedAt ? [] : noticedHeaders(deletion.noticed)),
    ],
    page: (files) =>
      deletionCard({ deletion, headline: said[0] ?? '', notes: notesOf(deletion) }, files),
  };
}

function headlineOf({ postId, reason, deletedAt, noticed }: Deletion, author: string): string {
  if (reason === 'hidden') {
    return `Post ${postId} by ${author} ceased to be shown ${timeSpan(noticed)}.`;
  }
  const when = deletedAt ? utc(deletedAt) : timeSpan(noticed);
  return `Post ${postId} by ${author} was deleted ${deletedAt ? 'on ' : ''}${when}.`;
}

function archivedText({ post }: Deletion, context: ConversionContext): string[] {
  if (!post) return ['No copy of it that can be read is archived.'];
  return [`As it was archived, by ${byWhomAndWhen(post)}:\n${quotedLines(post, context)}`];
}

/** A post that is hidden may come back. */
function notesOf(deletion: Deletion): string[] {
  const { reason, problem } = deletion;
  const notes = [
    reason === 'hidden'
      ? 'Not shown is not deleted: X knows the post, and does not show it to the account, for example because it is withheld or its author is suspended or protected'
      : 'X does not tell who deleted it',
    `Told by ${toldBy(deletion)}${problem === undefined ? '' : `: ${problem}`}`,
  ];
  return notes.map((note) => `[${note}]`);
}

function toldBy({ toldBy: source }: Deletion): string {
  return source === 'archive' ? 'the archive that the owner downloaded from X' : "X's API";
}

function linkTo({ post, postId }: Deletion): string {
  return post ? permalinkOf(post) : permalinkOfId(postId);
}

function detailsOf(deletion: Deletion, context: ConversionContext): Fact[] {
  const { post, postId, deletedAt, noticed } = deletion;
  const author = post?.author ?? accountUser(context);
  return [
    { label: 'Post', value: postId },
    { label: 'Was at X', value: linkTo(deletion) },
    { label: 'Posted by', value: displayNameOf(author) ?? nameOf(author) },
    ...(post ? [{ label: 'Posted', value: utc(post.createdAt) }] : []),
    ...(deletedAt ? [{ label: 'Deleted', value: utc(deletedAt) }] : []),
    ...(deletedAt ? [] : noticedFacts(noticed)),
    { label: 'Told by', value: toldBy(deletion) },
  ];
}
