import { type CompletenessView } from '../../api/types';
import { verdictOf } from './verdict';

const gap: CompletenessView['gaps'][number] = {
  stream: 'posts',
  state: 'unread',
  fromId: '1',
  toId: '9',
};
const report = (
  changed: Partial<CompletenessView['counts']> = {},
  gaps: CompletenessView['gaps'] = [],
  files = { missing: 0, late: 0 },
) => {
  const none = { duplicate: 0, failed: 0, excluded: 0, unprocessed: 0, unexplained: 0 };
  const counts = { collected: 9, archived: 9, ...none, ...changed };
  return { isExplained: counts.unexplained === 0, counts, gaps, files };
};

it.each([
  ['success', report()],
  ['success', report({ excluded: 3, duplicate: 2 })],
  ['warning', report({ failed: 1 })],
  ['warning', report({ unprocessed: 1 })],
  ['warning', report({}, [gap])],
  ['warning', report({}, [], { missing: 1, late: 0 })],
  ['warning', report({}, [], { missing: 0, late: 1 })],
  ['error', report({ unexplained: 2, failed: 1 }, [gap])],
] as const)('is %s for %j', (intent, of) => {
  expect(verdictOf(of).intent).toBe(intent);
});

it('says how much is missing', () => {
  const { text } = verdictOf(
    report({ failed: 3, unprocessed: 1204 }, [gap], { missing: 4, late: 3 }),
  );
  expect(text).toMatch(/3 failed.*1,204 .*1 .*7 files/);
  expect(verdictOf(report({ unexplained: 2 })).text).toContain('2');
});
