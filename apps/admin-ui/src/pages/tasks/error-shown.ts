import { type TaskView } from '../../api/types';

/** A try that failed says nothing any more once the task is delivered. */
export function errorShown({ state, lastError }: TaskView): TaskView['lastError'] {
  return state === 'delivered' ? undefined : lastError;
}
