import { filesOfContent, itemIdOf, type Like } from '@app/domain';

import { bodyText, marked, quotedLines, shownPost } from '../content-text';
import { type ConversionContext } from '../conversion-context';
import { type Fact } from '../facts';
import { likeCard } from '../html/like-card';
import { displayNameOf } from '../item-users';
import { type Rendition } from '../rendition';
import { byWhomAndWhen, nameOf, permalinkOf, permalinkOfId } from '../wording';
import { accountUser } from './account-user';
import { noticedFacts, noticedHeaders, timeSpan } from './noticed';

/** The account likes a post. */
export function likeRendition(like: Like, context: ConversionContext): Rendition {
  const by = accountUser(context, like.by);
  const { post, postId } = like;
  const content = { type: 'like', like } as const;
  return {
    id: itemIdOf(content, context.accountId),
    kind: 'like',
    itemType: 'Like',
    time: like.noticed.at,
    sender: by,
    recipients: [post?.author ?? by],
    threadId: post?.conversationId ?? postId,
    parentId: postId,
    threadedUnder: [post?.conversationId ?? postId, postId],
    isAnswer: true,
    title: `Like by ${nameOf(by)}`,
    summary: post ? bodyText(shownPost(post)) || `post ${postId}` : (like.text ?? `post ${postId}`),
    listName: 'Likes of',
    said: saidOf(like, context),
    notes: [`[Liked ${timeSpan(like.noticed)}; X does not tell when]`],
    posts: post ? [post] : [],
    files: filesOfContent(content),
    details: detailsOf(like, context),
    headers: [
      ['X-Twitter-Post-Id', postId],
      ['X-Twitter-Post-Url', linkTo(like)],
      ['X-Twitter-Post-Author-Id', post?.author.id],
      ...noticedHeaders(like.noticed),
    ],
    page: (files) => likeCard({ like, by }, files),
  };
}

function saidOf(like: Like, context: ConversionContext): string[] {
  const { post, postId, text } = like;
  if (post) return [`Liked a post by ${byWhomAndWhen(post)}:\n${quotedLines(post, context)}`];
  if (!text) return [`Liked post ${postId}, which X did not show.`];
  return [
    `Liked post ${postId}, of which the archive that the owner downloaded tells no more than its text:\n${marked(text)}`,
  ];
}

function linkTo({ post, postId }: Like): string {
  return post ? permalinkOf(post) : permalinkOfId(postId);
}

function detailsOf(like: Like, context: ConversionContext): Fact[] {
  const by = accountUser(context, like.by);
  const author = like.post?.author;
  return [
    { label: 'Liked by', value: displayNameOf(by) ?? nameOf(by) },
    ...(author ? [{ label: 'Post by', value: displayNameOf(author) ?? nameOf(author) }] : []),
    { label: 'Post at X', value: linkTo(like) },
    ...noticedFacts(like.noticed),
  ];
}
