import { type JsonObject } from '@app/domain';

import { type Change } from './change';
import { type StoredPost } from './dataset';
import { quoting } from './inbound-kinds';
import { type PostParts, type PostWriter } from './post-writer';
import { textOf } from './text-of';
import { writeMessage } from './write-message';

type ChangeOf<K extends Change['change']> = Extract<Change, { change: K }>;
type PostsById = Map<string, StoredPost>;

/** The same change makes the same post again at the next start. */
export function seedOf(change: Change): number {
  return 'at' in change ? Date.parse(change.at) | 0 : 0;
}

/** Does a change to the writer's dataset; the id of what it is about. */
export function applyChange(writer: PostWriter, byId: PostsById, change: Change): string {
  switch (change.change) {
    case 'post':
      return applyPost(writer, byId, change);
    case 'edit':
      return applyEdit(writer, byId, change);
    case 'delete':
      return toVersions(byId, change.id, { isDeleted: true });
    case 'hide':
    case 'show':
      return toVersions(byId, change.id, { isHidden: change.change === 'hide' });
    case 'message':
      return writeMessage(writer, new Date(change.at), change).id;
    case 'like':
    case 'unlike':
      return applyLike(writer, change);
    case 'profile':
      return applyProfile(writer, change);
  }
}

function applyPost(writer: PostWriter, byId: PostsById, change: ChangeOf<'post'>): string {
  const [parent, quoted] = [change.replyTo, change.quotes].map((id) => byId.get(id ?? ''));
  const { text, entities, more } = quoted
    ? quoting(writer, quoted, change.text)
    : { text: change.text, entities: {}, more: {} };
  const references = [parent && { type: 'replied_to', id: parent.id }, more?.referenced_tweets];
  const made = writer.write(new Date(change.at), {
    ...{ kind: 'posted now', text, authorId: change.authorId },
    entities: { ...entities, mentions: namesIn(writer, change.text) },
    more: {
      ...(parent && {
        in_reply_to_user_id: parent.json.author_id,
        conversation_id: parent.json.conversation_id,
      }),
      ...((parent ?? quoted) && {
        referenced_tweets: references.flat().filter((each) => each !== undefined),
      }),
    },
  });
  byId.set(made.id, made);
  return made.id;
}

/** Users that a text names with an @. */
function namesIn({ dataset }: PostWriter, text: string): JsonObject[] {
  const names = new Set([...text.matchAll(/@(\w{1,15})/g)].map(([, name]) => name?.toLowerCase()));
  return dataset.users
    .filter(({ username }) => names.has(textOf(username).toLowerCase()))
    .map(({ id, username }) => ({ id, username }));
}

function applyEdit(writer: PostWriter, byId: PostsById, change: ChangeOf<'edit'>): string {
  const parts: PostParts = {
    kind: 'edited',
    text: change.text,
    authorId: textOf(byId.get(change.id)?.json.author_id),
  };
  const made = writer.write(new Date(change.at), parts);
  byId.set(made.id, made);
  linkVersions(byId, change.id, made);
  return made.id;
}

function linkVersions(byId: PostsById, id: string, made: StoredPost): void {
  const before = byId.get(id);
  const ids = [before?.json.edit_history_tweet_ids, made.id]
    .flat()
    .filter((each) => typeof each === 'string');
  for (const version of ids) {
    const post = byId.get(version);
    if (!post) continue;
    post.json.edit_history_tweet_ids = ids;
    post.isListed &&= version === made.id;
  }
  made.json.conversation_id = before?.json.conversation_id;
}

function toVersions(
  byId: PostsById,
  id: string,
  state: Partial<Pick<StoredPost, 'isDeleted' | 'isHidden'>>,
): string {
  for (const version of [byId.get(id)?.json.edit_history_tweet_ids].flat()) {
    const post = byId.get(textOf(version));
    if (post) Object.assign(post, state);
  }
  return id;
}

function applyLike({ dataset }: PostWriter, change: ChangeOf<'like' | 'unlike'>): string {
  const { userId, postId } = change;
  const others = dataset.likes.filter((like) => like.userId !== userId || like.postId !== postId);
  const order = (dataset.likes.at(-1)?.order ?? 0) + 1;
  dataset.likes = change.change === 'like' ? [...others, { userId, postId, order }] : others;
  return postId;
}

function applyProfile({ dataset }: PostWriter, change: ChangeOf<'profile'>): string {
  const user = dataset.users.find(({ id }) => id === change.userId);
  if (user) Object.assign(user, change.fields);
  return change.userId;
}
