import { filesOfPost, type Post, type PostKind, postKind } from '@app/domain';

import { addresseesOf } from '../addressees';
import { contentOf, quotedLines } from '../content-text';
import { type Fact, factsOf, routineOf } from '../facts';
import { besideFacts, filesBeside } from '../files-beside';
import { messagePage } from '../html/message-page';
import { displayNameOf } from '../item-users';
import { preview } from '../preview';
import { withinLimit } from '../within-limit';
import { byWhomAndWhen, nameOf, permalinkOf, utc } from '../wording';
import { headerText } from './header-text';
import { mailboxOf } from './mail-address';
import { type Mailbox, type Message } from './message';
import { messageAttachmentsOf } from './message-attachments';
import { type MessageContext } from './message-context';
import { headersOf } from './message-headers';
import { messageIdOf, threadOf } from './message-ids';
import { mostBytesOf } from './message-size';

/** As much as lists of messages show. */
const SUBJECT_SIGNS = 80;

/**
 * The message of a post version (docs/conversion.md says what of it comes from where). Pure: the same post and context give the same
 * message, byte for byte. Written, it has no more than `maxBytes` bytes, unless its text alone has.
 */
export function toMessage(post: Post, context: MessageContext): Message {
  return withinLimit(
    filesOfPost(post),
    context,
    (fitted) => messageWith(post, fitted),
    mostBytesOf,
  );
}

function messageWith(post: Post, context: MessageContext): Message {
  const { said, notes } = contentOf(post, context);
  const { to, cc } = addresseesOf(post);
  const subject = subjectOf(post, said.length > 0 ? said : notes);
  const details = detailsOf(post, context);
  const byKey = messageAttachmentsOf(post, context);
  const beside = filesBeside(filesOfPost(post), context);
  return {
    id: messageIdOf(post, context.version),
    ...threadOf(post),
    from: mailboxOf(post.author),
    ...withoutRepeats(to.map(mailboxOf), cc.map(mailboxOf)),
    subject,
    date: post.createdAt,
    headers: headersOf(post, context),
    text: plainText([...said, ...answered(post, context), ...notes], details),
    html: messagePage({ title: subject, post, details, files: { context, byKey } }),
    attachments: [...byKey.values()],
    ...(beside.length > 0 && { beside }),
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
  // Three dots: one sign beyond ASCII would make the whole header unreadable to people.
  const said = preview(paragraphs.join(' '), SUBJECT_SIGNS).replace(/…$/, '...');
  return headerText(said ? `${what}: ${said}` : what, 2 * SUBJECT_SIGNS);
}

function versionNumber({ id, versionIds }: Post): string {
  return `${versionIds.indexOf(id) + 1} of ${versionIds.length}`;
}

/** What it answers, every line marked, so that nobody's words pass for those of the post. */
function answered(post: Post, context: MessageContext): string[] {
  return post.references.flatMap(({ type, post: parent }) =>
    type === 'replied_to' && parent
      ? [`In reply to ${byWhomAndWhen(parent)}:\n${quotedLines(parent, context)}`]
      : [],
  );
}

/** Whoever is written in two ways is one mailbox still. */
function withoutRepeats(to: Mailbox[], cc: Mailbox[]): Pick<Message, 'to' | 'cc'> {
  const once = (boxes: Mailbox[]) => [...new Map(boxes.map((box) => [box.address, box])).values()];
  const known = new Set(to.map(({ address }) => address));
  return { to: once(to), cc: once(cc).filter(({ address }) => !known.has(address)) };
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
    { label: 'Captured', value: utc(context.capturedAt) },
    { label: 'SHA-256 of the record', value: context.recordSha256 },
  ];
}

function ofTheReposted({ label, value }: Fact): Fact {
  return { label: `Reposted post: ${label.toLowerCase()}`, value };
}

/** X's short links as they stood in the text, which shows where they lead. */
function linksOf({ links }: Post): Fact[] {
  return links.map(({ url, expandedUrl }) => ({ label: `${url} led to`, value: expandedUrl }));
}

/** Paragraphs, then the details that are not among the notes already. */
function plainText(paragraphs: string[], details: Fact[]): string {
  const told = details.map(({ label, value }) => `${label}: ${value}`);
  const said = new Set(paragraphs);
  const beneath = told.filter((line) => !said.has(`[${line}]`));
  return `${[...paragraphs, '-'.repeat(40), beneath.join('\n')].join('\n\n')}\n`
    .toWellFormed()
    .replace(/\r\n?/g, '\n');
}
