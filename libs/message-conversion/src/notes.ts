import { type Post } from '@app/domain';

import { type Fact, factsOf, routineOf } from './facts';
import { byWhomAndWhen, nameOf, whyMissing } from './wording';

/** What must be known of a post that its words do not say, each once, in square brackets. */
export function notesOf(post: Post): string[] {
  const original = post.references.find(({ type }) => type === 'reposted')?.post;
  const notes = [
    ...relationNotes(post),
    ...factsOf(post).map(inWords),
    ...(original ? [...relationNotes(original), ...factsOf(original).map(inWords)] : []),
    routineNote(post, 'This repost'),
    original ? routineNote(original, 'The reposted post') : '',
  ];
  return [...new Set(notes.filter(Boolean))].map((note) => `[${note}]`);
}

/** What it answers, and what it repeats without our having it. */
export function relationNotes(post: Post): string[] {
  const { references, inReplyToUser } = post;
  const parent = references.find(({ type }) => type === 'replied_to');
  const repost = references.find(({ type }) => type === 'reposted');
  const notes: string[] = [];
  if (parent?.post) notes.push(`In reply to post ${parent.id} by ${byWhomAndWhen(parent.post)}`);
  if (parent && !parent.post) {
    const by = inReplyToUser ? ` by ${nameOf(inReplyToUser)}` : '';
    notes.push(`In reply to post ${parent.id}${by}, ${whyMissing(parent)}`);
  }
  if (repost && !repost.post) {
    notes.push(
      `Repost of post ${repost.id}, ${whyMissing(repost)}; above is all X tells of its text`,
    );
  }
  return notes;
}

/** `whose` says which of two posts it is about: a repost has counts of its own. */
function routineNote(post: Post, whose: string): string {
  const said = routineOf(post).map(inWords).join('; ');
  const isOneOfTwo = whose === 'The reposted post' || post.references.some(isKnownRepost);
  return said && isOneOfTwo ? `${whose}: ${said}` : said;
}

function isKnownRepost({ type, post }: Post['references'][number]): boolean {
  return type === 'reposted' && post !== undefined;
}

function inWords({ label, value }: Fact): string {
  return `${label}: ${value}`;
}
