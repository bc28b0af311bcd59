import { shownPeriod } from './period';

const report = { from: '2026-01-01T00:00:00.000Z', to: '2026-03-31T23:59:59.999Z' };
const shown = (search: string, of?: typeof report) => shownPeriod(new URLSearchParams(search), of);

it('the period is what the address asks for, else that of the report', () => {
  expect(shown('', report)).toEqual({ from: '2026-01-01', to: '2026-03-31' });
  expect(shown('to=2026-02-01', report)).toEqual({ from: '2026-01-01', to: '2026-02-01' });
  expect(shown('from=2025-01-01')).toEqual({ from: '2025-01-01', to: '' });
});
