import {
  type Content,
  filesOfContent,
  filesOfPost,
  type Post,
  type PostKind,
  postKind,
} from '@app/domain';

import { addresseesOf } from '../addressees';
import { answeredParagraphs, contentOf } from '../content-text';
import { type Fact, factsOf, routineOf } from '../facts';
import { besideFacts, filesBeside } from '../files-beside';
import { messagePage } from '../html/message-page';
import { displayNameOf } from '../item-users';
import { originNotes } from '../origin';
import { renditionOf } from '../rendition-of';
import { withinLimit } from '../within-limit';
import { nameOf, permalinkOf, utc } from '../wording';
import { subjectText } from './header-text';
import { mailboxesOf, mailboxOf } from './mail-address';
import { type Message } from './message';
import { messageAttachmentsOf } from './message-attachments';
import { type MessageContext } from './message-context';
import { headersOf } from './message-headers';
import { messageIdOf, threadOf } from './message-ids';
import { mostBytesOf } from './message-size';
import { plainText, recordFacts } from './plain-text';
import { renditionMessage } from './rendition-message';

/**
 * The message of what a record is about (docs/conversion.md says what of it comes from where). Pure: the same content and context
 * give the same message, byte for byte. Written, it has no more than `maxBytes` bytes, unless its text alone has.
 */
export function toMessage(content: Content, context: MessageContext): Message {
  const files = filesOfContent(content);
  return withinLimit(files, context, (fitted) => messageWith(content, fitted), mostBytesOf);
}

function messageWith(content: Content, context: MessageContext): Message {
  const beside = filesBeside(filesOfContent(content), context);
  const message =
    content.type === 'post'
      ? postMessage(content.post, context)
      : renditionMessage(renditionOf(content, context), context);
  return { ...message, ...(beside.length > 0 && { beside }) };
}

function postMessage(post: Post, context: MessageContext): Message {
  const { said, notes } = contentOf(post, context);
  const { to, cc } = addresseesOf(post);
  const subject = subjectOf(post, said.length > 0 ? said : notes);
  const details = detailsOf(post, context);
  const byKey = messageAttachmentsOf(filesOfPost(post), context);
  return {
    id: messageIdOf(post.id, post.author, context),
    ...threadOf(post),
    from: mailboxOf(post.author),
    ...mailboxesOf(to, cc),
    subject,
    date: post.createdAt,
    headers: headersOf(post, context),
    text: plainText(
      [...said, ...answeredParagraphs(post, context), ...originNotes(post, context), ...notes],
      details,
    ),
    html: messagePage({ title: subject, post, details, files: { context, byKey } }),
    attachments: [...byKey.values()],
  };
}

const KINDS: Readonly<Record<PostKind, string>> = {
  post: 'Post',
  reply: 'Reply',
  quote: 'Quote',
  repost: 'Repost',
};

function subjectOf(post: Post, paragraphs: string[]): string {
  const version = post.versionIds.length > 1 ? ` (version ${versionNumber(post)})` : '';
  const what = `${KINDS[postKind(post)]} by ${nameOf(post.author)}${version}`;
  return subjectText(what, paragraphs.join(' '));
}

function versionNumber({ id, versionIds }: Post): string {
  return `${versionIds.indexOf(id) + 1} of ${versionIds.length}`;
}

/** What is to be known of the post and its record, beneath what it says. */
function detailsOf(post: Post, context: MessageContext): Fact[] {
  const original = post.references.find(({ type }) => type === 'reposted')?.post;
  return [
    {
      label: 'Posted',
      value: `${post.createdAt.toISOString().slice(0, 19).replace('T', ' ')} UTC`,
    },
    { label: 'Posted by', value: displayNameOf(post.author) ?? nameOf(post.author) },
    { label: 'At X', value: permalinkOf(post) },
    ...besideFacts(filesOfPost(post), context),
    ...factsOf(post),
    ...(original ? factsOf(original) : []),
    ...(post.editableUntil ? [{ label: 'Editable until', value: utc(post.editableUntil) }] : []),
    ...routineOf(post),
    ...(original ? routineOf(original).map(ofTheReposted) : []),
    ...linksOf(original ?? post),
    ...recordFacts(context),
  ];
}

function ofTheReposted({ label, value }: Fact): Fact {
  return { label: `Reposted post: ${label.toLowerCase()}`, value };
}

/** X's short links as they stood in the text, which shows where they lead. */
function linksOf({ links }: Post): Fact[] {
  return links.map(({ url, expandedUrl }) => ({ label: `${url} led to`, value: expandedUrl }));
}
