import { type DeliveryDay, itemsTaken } from '@app/jobs';
import * as fc from 'fast-check';

import { isBackfill, PURVIEW_ITEMS_PER_DAY, withoutPlace, withPlace } from './day-place';

const LIMIT = 150_000;
const day = (taken: Record<string, number> = {}): DeliveryDay => ({
  day: '2026-01-02',
  taken: new Map(Object.entries(taken)),
});
const place = (known: DeliveryDay, items: number, { isBackfill = false, taskId = 'task' } = {}) =>
  withPlace(known, { taskId, items, isBackfill }, LIMIT);
const fits = (...[known, items, more]: Parameters<typeof place>) =>
  place(known, items, more) !== undefined;

describe('a place in a day', () => {
  it.each([
    ['one below', LIMIT - 10, 9, true],
    ['exactly at', LIMIT - 10, 10, true],
    ['one above', LIMIT - 10, 11, false],
    ['nothing on a full day', LIMIT, 0, true],
    ['one on a full day', LIMIT, 1, false],
  ])('is there up to the limit: %s', (_, others, items, isThere) => {
    expect(fits(day({ others }), items)).toBe(isThere);
  });

  it.each([
    ['one below', 119_999 - 10, true],
    ['exactly at', 120_000 - 10, true],
    ['one above', 120_001 - 10, false],
  ])('is there for history up to four fifths: %s', (_, others, isThere) => {
    expect(fits(day({ others }), 10, { isBackfill: true })).toBe(isThere);
    expect(fits(day({ others }), 10)).toBe(true);
  });

  it('is there for more than the limit on a day of its own, as long as Purview takes it', () => {
    expect(fits(day(), LIMIT + 1)).toBe(true);
    expect(fits(day(), PURVIEW_ITEMS_PER_DAY)).toBe(true);
    expect(fits(day(), PURVIEW_ITEMS_PER_DAY + 1)).toBe(false);
    expect(fits(day({ others: 1 }), LIMIT + 1)).toBe(false);
    expect(fits(day({ others: LIMIT + 1 }), 1)).toBe(false);
    expect(fits(day(), 120_001, { isBackfill: true })).toBe(true);
  });

  it('is one for each task, however often it is taken', () => {
    const once = place(day({ others: 10 }), LIMIT - 10);
    expect(once && place(once, LIMIT - 10)).toBe(once);
    const fewer = once && place(once, 5);
    expect(fewer && itemsTaken(fewer)).toBe(15);
    const more = fewer && place(fewer, 6);
    expect(more && itemsTaken(more)).toBe(16);
  });

  it('is kept, whoever has come beside it, unless it is to grow', () => {
    const held = day({ task: 130_000, live: 1 });
    const history = { isBackfill: true };
    expect(place(held, 130_000, history)).toBe(held);
    expect(place(held, 129_999, history)?.taken.get('task')).toBe(129_999);
    expect(fits(held, 130_001, history)).toBe(false);
    expect(fits(day({ task: LIMIT, live: 1 }), LIMIT)).toBe(true);
  });

  it('can be left', () => {
    expect(withoutPlace(day({ others: 1, task: 2 }), 'task')).toEqual(day({ others: 1 }));
    const empty = day();
    expect(withoutPlace(empty, 'task')).toBe(empty);
  });

  it('never makes a day of more than Purview takes, nor of more than the limit unless by one task', () => {
    const claim = fc.record({
      taskId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      items: fc.integer({ min: 0, max: 250_000 }),
      isBackfill: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 30 }), (claims) => {
        let known = day();
        for (const each of claims) known = withPlace(known, each, LIMIT) ?? known;
        const some = [...known.taken.values()].filter((items) => items > 0);
        expect(itemsTaken(known)).toBeLessThanOrEqual(
          some.length === 1 ? PURVIEW_ITEMS_PER_DAY : LIMIT,
        );
      }),
    );
  });
});

describe('history', () => {
  it('is what ended more than two days ago', () => {
    const end = new Date('2026-01-02T03:04:05Z');
    const task = { window: { start: end, end } };
    const later = (ms: number) => new Date(end.getTime() + ms);
    expect(isBackfill(task, later(48 * 3600_000))).toBe(false);
    expect(isBackfill(task, later(48 * 3600_000 + 1))).toBe(true);
  });
});
