import { resolve } from 'node:path';

import { aRawPost } from '@testing/domain';

import { LocalProcess } from '../scripts/local/local-process';
import { type Figure, isSmall, keep } from './figures';
import { type ConversionOutcome, conversionOutcome } from './measured/conversion-outcome';
import { outcomeOf } from './measured/measure';

const accountId = '2244994945';
/** Also when small, of several times as many samples as may fall on the engine's own work: a share of none would be told. */
const times = isSmall ? { item: 1000, message: 200 } : { item: 60_000, message: 20_000 };
const TIME_LIMIT_MS = 600_000;

/** As it lies in the archive. */
function aRecord(_: unknown, n: number): string {
  const postId = String(1900000000000000000n + BigInt(n));
  const text = `Our office in Orléans opens at nine on day ${n} &amp; closes at five. #contoso`;
  const raw = aRawPost({ id: postId, text });
  return JSON.stringify({ schemaVersion: 1, accountId, postId, format: 'x-api-v2', raw });
}

/** Here JSON is read and written, which V8 does as a part of whoever asks for it: there is no conversion without. */
const ESSENTIAL = /^(item|message|writeItem) /;

/** The most of the time that one function takes; the engine's own work is none, and what is essential may take its time. */
function mostOfOne({ busiest }: ConversionOutcome['item']): number {
  return busiest.find(({ name }) => !name.startsWith('(') && !ESSENTIAL.test(name))?.share ?? 0;
}

it(
  'converts text posts to items and messages',
  async () => {
    const measured = new LocalProcess('measured', resolve('dist/bench/measured/conversion.js'), {
      input: JSON.stringify({ accountId, times, records: Array.from({ length: 1000 }, aRecord) }),
    });
    const outcome = conversionOutcome.parse(JSON.parse(await outcomeOf(measured)));

    const { item, message } = outcome;
    const figures: Figure[] = [
      { target: 'conversion.items', value: Math.round(item.perSecond) },
      { target: 'conversion.messages', value: Math.round(message.perSecond) },
      { target: 'conversion.busiest-of-items', value: mostOfOne(item) },
      { target: 'conversion.busiest-of-messages', value: mostOfOne(message) },
    ];
    keep('conversion', figures, { profile: outcome });
    expect(figures.every(({ value }) => value > 0)).toBe(true);
  },
  TIME_LIMIT_MS,
);
