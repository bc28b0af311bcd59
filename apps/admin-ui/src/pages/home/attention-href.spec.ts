import { type Attention } from '../../api/types';
import { attentionHref } from './attention-href';

it.each<[Attention['kind'], string | undefined, string]>([
  ['settings-missing', undefined, '/settings'],
  ['settings-unread', undefined, '/settings'],
  ['relogin', '42', '/accounts/42'],
  ['capture-parked', '42', '/accounts/42'],
  ['capture-late', undefined, '/accounts'],
  ['gap', '4/2', '/accounts/4%2F2'],
  ['task-failed', 'job 1/task', '/tasks/job%201/task'],
  ['task-failed', undefined, '/tasks?state=waiting'],
  ['parked-items', undefined, '/parked'],
  ['account-paused', '42', '/accounts/42'],
])('%s of %s leads to %s', (kind, subject, href) => {
  expect(attentionHref({ kind, subject, severity: 'error', text: '' })).toBe(href);
});
