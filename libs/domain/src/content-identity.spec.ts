import { aDirectMessage, aPost } from '@testing/domain';

import { type Content } from './content';
import { contentKind, itemIdOf, timeOfContent } from './content-identity';

const at = new Date('2025-03-04T05:06:07.890Z');
const made = new Date('2025-03-01T12:00:00.000Z');
const reply = aPost({ id: '100', createdAt: made, references: [{ type: 'replied_to', id: '90' }] });

it.each<[Content, string, string, Date]>([
  [{ type: 'post', post: reply }, 'reply', '100', made],
  [
    { type: 'message', message: aDirectMessage({ id: '5', createdAt: made }) },
    'message',
    'message-5',
    made,
  ],
  [
    { type: 'like', like: { by: { id: '7' }, postId: '90', noticed: { at } } },
    'like',
    'like-7-90',
    at,
  ],
  [
    { type: 'profile', change: { now: { id: '7' }, noticed: { at } } },
    'profile',
    'profile-7-20250304T050607Z',
    at,
  ],
  [
    {
      type: 'deletion',
      deletion: { postId: '90', toldBy: 'api', reason: 'deleted', noticed: { at } },
    },
    'deletion',
    'deletion-90',
    at,
  ],
])('%j has its kind, its item and its time', (content, kind, id, time) => {
  expect([contentKind(content), itemIdOf(content, '7'), timeOfContent(content)]).toEqual([
    kind,
    id,
    time,
  ]);
});
