import { aDirectMessage, aPost } from '@testing/domain';

import { type Content } from './content';
import { isItemId, itemIdOf, itemIdOfEntry, subjectOf } from './content-identity';

const at = new Date('2025-03-04T05:06:07.890Z');

it.each<[Content, string]>([
  [{ type: 'post', post: aPost({ id: '100' }) }, '100'],
  [{ type: 'message', message: aDirectMessage({ id: '5' }) }, 'message-5'],
  [{ type: 'like', like: { by: { id: '7' }, postId: '90', noticed: { at } } }, 'like-7-90'],
  [
    { type: 'profile', change: { now: { id: '7' }, noticed: { at } } },
    'profile-7-20250304T050607Z',
  ],
  [
    {
      type: 'deletion',
      deletion: { postId: '90', toldBy: 'api', reason: 'deleted', noticed: { at } },
    },
    'deletion-90',
  ],
])('%j is the item with its id', (content, id) => {
  expect(itemIdOf(content, '7')).toBe(id);
  expect(isItemId(id)).toBe(true);
  const subject = subjectOf(id, '7');
  expect(subject.type).toBe(content.type);
  expect(itemIdOfEntry({ ...subject, accountId: '7', createdAt: at })).toBe(id);
});
