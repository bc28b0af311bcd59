import { type TaskSummary } from './task-summary';

/**
 * Has what was asked for been delivered by tasks of the same job that came later? Their windows have to cover the whole of its own.
 * Items asked for by id are known by their number alone: of those nothing is believed.
 */
export function deliveredSince(task: TaskSummary, delivered: readonly TaskSummary[]): boolean {
  if (task.dirtyEntities > 0) return false;
  const later = delivered
    .filter(({ jobId, receivedAt }) => jobId === task.jobId && receivedAt > task.receivedAt)
    .map(({ window }) => window)
    .toSorted((a, b) => a.start.getTime() - b.start.getTime());
  let missingFrom = task.window.start.getTime();
  for (const { start, end } of later) {
    // Both ends of a window belong to it; times of posts are whole seconds.
    if (start.getTime() <= missingFrom) missingFrom = Math.max(missingFrom, end.getTime() + 1000);
  }
  return missingFrom > task.window.end.getTime();
}
