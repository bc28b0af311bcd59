import { targetNames } from './targets';
import { targetTable } from './target-table';

const measured = (day: string, value: number) => ({
  at: new Date(day),
  figures: [{ target: 'cost.storage' as const, what: '', unit: '', value }],
});
const rowOf = (table: string) =>
  table
    .split('\n')
    .find((row) => row.includes('storage requests'))
    ?.split(/ {2,}/);

it('tells of every target, also of what was not measured', () => {
  const table = targetTable(new Map());
  expect(table.match(/not measured/g)).toHaveLength(targetNames.length);
});

it.each([
  [6, 'met'],
  [6.01, 'not met'],
])('says of %d storage requests, when 6 are the most, that it is %s', (value, verdict) => {
  const row = rowOf(targetTable(new Map([['cost', measured('2026-11-26', value)]])));
  expect(row?.slice(1)).toEqual(['≤ 6 ×', `${value} ×`, verdict]);
});

it('says of what was measured before this run when that was', () => {
  const results = new Map([['cost', measured('2026-11-25', 1)]]);
  const row = rowOf(targetTable(results, new Date('2026-11-26')));
  expect(row?.at(-1)).toBe('met (2026-11-25; not measured in this run)');
});
