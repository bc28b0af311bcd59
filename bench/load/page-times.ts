import { type AdminPages } from '../../test/support/admin-pages';

const PAGES = [
  ['/', 'Home'],
  ['/accounts', 'Accounts'],
  ['/tasks', 'Tasks'],
] as const;

export type PageTimes = Record<string, number[]>;

/** How long pages take from their address to their content, in ms, each opened anew. */
export async function timePages(admin: AdminPages, times: PageTimes): Promise<void> {
  for (const [path, heading] of PAGES) {
    const started = performance.now();
    await admin.visit(path, heading);
    (times[heading] ??= []).push(Math.round(performance.now() - started));
  }
}

export function middleAndMost(times: PageTimes): Record<string, { median: number; most: number }> {
  return Object.fromEntries(
    Object.entries(times).map(([page, all]) => {
      const sorted = all.toSorted((a, b) => a - b);
      const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
      return [page, { median, most: sorted.at(-1) ?? 0 }];
    }),
  );
}
