import { z } from 'zod';

import { rounded } from '../figures';
import { type TargetName } from '../targets';

const times = z.record(z.string(), z.object({ median: z.number(), most: z.number() }));

/** What was measured of a load, as far as figures are made of it. */
export const loadMeasured = z.object({
  rssMbByTenth: z.record(z.string(), z.array(z.number())),
  pageMs: z.object({ idle: times, busy: times }),
});

export type LoadMeasured = z.infer<typeof loadMeasured>;

/** Memory at the end beside that in the middle, pages meanwhile beside those at rest: of whatever size the load, and however fast the machine. */
export function loadFigures({
  rssMbByTenth,
  pageMs: { idle, busy },
}: LoadMeasured): { target: TargetName; value: number }[] {
  const memory = (name: string) => endOfMiddle(rssMbByTenth[name] ?? []);
  const pages = (which: 'median' | 'most') =>
    Math.max(
      ...Object.entries(idle).map(([page, { median }]) => (busy[page]?.[which] ?? NaN) / median),
    );
  return [
    { target: 'load.worker-memory', value: rounded(memory('worker')) },
    { target: 'load.connector-memory', value: rounded(memory('connector')) },
    { target: 'load.pages-median', value: rounded(pages('median')) },
    { target: 'load.pages-slowest', value: rounded(pages('most')) },
  ];
}

function endOfMiddle(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const [before = NaN, after = NaN] = [values[Math.floor(middle)], values[Math.ceil(middle)]];
  return (values.at(-1) ?? NaN) / ((before + after) / 2);
}
