const DAY_MS = 24 * 3600_000;

export interface Window {
  start: Date;
  end: Date;
}

/**
 * Windows (both ends included) that follow one on the other without gap or overlap: the first begins a millisecond after
 * `caughtUpTo`, the last ends at `until`. None when there is nothing to ask for.
 */
export function nextWindows(caughtUpTo: Date, until: Date, days: number): Window[] {
  const windows: Window[] = [];
  let start = caughtUpTo.getTime() + 1;
  while (start <= until.getTime()) {
    const end = Math.min(start + days * DAY_MS - 1, until.getTime());
    windows.push({ start: new Date(start), end: new Date(end) });
    start = end + 1;
  }
  return windows;
}
