import { resolve } from 'node:path';

import { aRawPost } from '@testing/domain';

import { LocalProcess } from '../scripts/local/local-process';
import { type Figure, isSmall, keep } from './figures';
import { conversionOutcome } from './measured/conversion-outcome';

const accountId = '2244994945';
const times = isSmall ? { item: 20, message: 20 } : { item: 60_000, message: 20_000 };
const TARGETS = { item: 20_000, message: 3000 };
/** More than this nobody should take who is not at the work itself. */
const MOST_OF_ONE = 0.15;
const TIME_LIMIT_MS = 600_000;

/** As it lies in the archive. */
function aRecord(_: unknown, n: number): string {
  const postId = String(1900000000000000000n + BigInt(n));
  const text = `Our office in Orléans opens at nine on day ${n} &amp; closes at five. #contoso`;
  const raw = aRawPost({ id: postId, text });
  return JSON.stringify({ schemaVersion: 1, accountId, postId, format: 'x-api-v2', raw });
}

it(
  'converts text posts to items and messages',
  async () => {
    const lines: string[] = [];
    const measured = new LocalProcess('measured', resolve('dist/bench/measured/conversion.js'), {
      input: JSON.stringify({ accountId, times, records: Array.from({ length: 1000 }, aRecord) }),
    });
    measured.onLine = (line) => lines.push(line);
    expect(await measured.exit()).toBe(0);
    const outcome = conversionOutcome.parse(JSON.parse(lines.at(-1) ?? ''));

    const figures = (['item', 'message'] as const).flatMap((kind): Figure[] => {
      const { perSecond = 0, busiest = [] } = outcome[kind] ?? {};
      return [
        {
          ...{ what: `text posts to ${kind}s, on one core`, value: Math.round(perSecond) },
          ...{ unit: 'posts/s', atLeast: TARGETS[kind] },
        },
        {
          ...{ what: `to ${kind}s: most of the time in one function`, unit: 'of 1' },
          ...{ value: busiest[0]?.share ?? 0, atMost: MOST_OF_ONE },
        },
      ];
    });
    keep('conversion', figures, { profile: outcome });
    expect(figures.every(({ value }) => value > 0)).toBe(true);
  },
  TIME_LIMIT_MS,
);
