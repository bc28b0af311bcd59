import { type TaskView } from '../../api/types';
import { errorShown } from './error-shown';

const at = '2026-01-01T00:00:00Z';
const lastError = { code: 'export.unavailable', message: 'No.', at, attempt: 2 };
const task: TaskView = {
  ...{ jobId: 'job', taskId: 'task', receivedAt: at, dirtyEntities: 0, lastError },
  window: { start: at, end: at },
  state: 'waiting',
};

it.each(['waiting', 'handed-back'] as const)('a task that is %s shows its last error', (state) => {
  expect(errorShown({ ...task, state })).toBe(lastError);
});

it('a delivered task shows none, whatever came before', () => {
  expect(errorShown({ ...task, state: 'delivered' })).toBeUndefined();
});
