import { compareIds, firstIdAt } from '@app/domain';

import { type StoredMessage } from '../dataset/dataset';
import { textOf } from '../dataset/text-of';
import { type XWorld } from '../dataset/x-world';
import { type Page, pageOf } from './x-pages';
import { type Query } from './x-query';
import { type TimelinePage } from './x-timeline';

/** How far back X shows direct messages (https://docs.x.com/x-api/direct-messages/lookup/introduction). */
const REACH_MS = 30 * 24 * 3600_000;
const EVENT_TYPES = 'MessageCreate,ParticipantsJoin,ParticipantsLeave';

/** A page of the events in a user's conversations, newest first. */
export function messagesOf(
  { dataset }: XWorld,
  userId: string,
  query: Query,
  isEmpty: boolean,
): Page<StoredMessage> {
  const types = (query.get('event_types') ?? EVENT_TYPES).split(',');
  const oldest = firstIdAt(new Date(Date.now() - REACH_MS));
  const shown = dataset.messages
    .filter(({ memberIds }) => memberIds.includes(userId))
    .filter(({ json }) => types.includes(textOf(json.event_type)))
    .filter(({ id }) => compareIds(id, oldest) >= 0)
    .sort((a, b) => compareIds(b.id, a.id))
    .map((message) => ({ key: message.id, ...message }));
  return pageOf(shown, query, { sizes: [100, 1, 100], tellsIds: false, isEmpty });
}

/** A page of the posts a user likes, the last like first. X leaves out what it does not show any more: a page may hold less than was asked for. */
export function likesOf(
  world: XWorld,
  userId: string,
  query: Query,
  isEmpty: boolean,
): TimelinePage {
  const likes = world.dataset.likes
    .filter((like) => like.userId === userId)
    .sort((a, b) => b.order - a.order)
    .map(({ order, postId }) => ({ key: String(order), postId }));
  const rules = { sizes: [100, 5, 100], tellsIds: false, isEmpty } as const;
  const { entries, meta } = pageOf(likes, query, rules);
  const posts = entries.flatMap(({ postId }) => world.find(postId) ?? []);
  return { posts, meta: { ...meta, result_count: posts.length } };
}
