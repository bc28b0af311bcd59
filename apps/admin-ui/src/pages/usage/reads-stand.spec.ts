import { percentOf, readsStand } from './reads-stand';

describe("where a month's reads stand", () => {
  it.each([
    [89, 'open'],
    [90, 'reserved'],
    [99, 'reserved'],
    [100, 'spent'],
    [101, 'spent'],
  ])('is, with %i of 100: %s', (used, stand) => {
    expect(readsStand({ month: '2026-01', used, limit: 100 })).toBe(stand);
  });

  it('is open without a limit', () => {
    expect(readsStand({ month: '2026-01', used: 1e9 })).toBe('open');
  });

  it('is told in whole per cent, never too many', () => {
    expect([percentOf(0, 3), percentOf(2, 3), percentOf(999, 1000), percentOf(3, 3)]).toEqual([
      0, 66, 99, 100,
    ]);
  });
});
