import { type DeliveryDay, itemsTaken } from '@app/jobs';
import * as fc from 'fast-check';

import {
  type Claim,
  isBackfill,
  PURVIEW_ITEMS_PER_DAY,
  withoutPlace,
  withoutPut,
  withPlace,
} from './day-place';

const LIMIT = 150_000;
const day = (taken: Record<string, number> = {}, put?: Record<string, number>): DeliveryDay => ({
  day: '2026-01-02',
  taken: new Map(Object.entries(taken)),
  ...(put && { put: new Map(Object.entries(put)) }),
});
const place = (
  known: DeliveryDay,
  items: number,
  { isBackfill = false, taskId = 'task', isPut = 'before' }: Partial<Claim> = {},
) => withPlace(known, { taskId, items, isBackfill, isPut }, LIMIT);
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

  describe('that is left', () => {
    const left = (known: DeliveryDay | undefined) => known && withoutPlace(known, 'task');
    const others = { others: 1 };

    it('is free when nothing was put yet', () => {
      expect(left(place(day(others), 9, { isPut: 'later' }))).toEqual(day(others));
      const [none, all] = [day(), day({ task: 9 })];
      expect([left(none), left(all)]).toEqual([none, all]);
      expect(withoutPut(none, 'task', 9)).toBe(none);
    });

    it('is kept when it was to be put, and its worker has died', () => {
      const waiting = place(day(others), 9, { isPut: 'later' });
      const died = waiting && place(waiting, 9, { isPut: 'now' });
      expect(died && left(died)).toBe(died);
    });

    it('is free but for what was begun, in each of its tries', () => {
      let known: DeliveryDay | undefined = day(others);
      for (const begun of [2, 0, 3]) {
        known = known && place(known, 9, { isPut: 'now' });
        known = known && withoutPut(known, 'task', 9 - begun);
      }
      expect(known).toEqual(day({ others: 1, task: 9 }, { task: 5 }));
      expect(left(known)).toEqual(day({ others: 1, task: 5 }));
    });

    it('is kept by whoever puts its items while another ends', () => {
      const [one, items] = ['now' as const, 9];
      const both = [one, one].reduce<DeliveryDay | undefined>(
        (known, isPut) => known && place(known, items, { isPut }),
        day(),
      );
      expect(left(both && withoutPut(both, 'task', items))).toEqual(day({ task: items }));
    });

    it('is kept when all was put on the day before, and is told on this one', () => {
      const told = place(day(), 9, { isPut: 'before' });
      expect(left(told)).toEqual(day({ task: 9 }));
    });
  });

  it('never makes a day of more than Purview takes, nor of more than the limit unless by one task', () => {
    const claim = fc.record({
      taskId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      items: fc.integer({ min: 0, max: 250_000 }),
      isBackfill: fc.boolean(),
      isPut: fc.constantFrom('before' as const, 'now' as const, 'later' as const),
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

describe('what is really put on a day', () => {
  it('is never more than the limit, whatever is tried, dies and is handed back', () => {
    const run = fc.record({
      task: fc.constantFrom<[string, number]>(
        ['a', 100_000],
        ['b', 80_000],
        ['c', 50_000],
        ['d', 9],
      ),
      share: fc.constantFrom(0, 0.1, 1),
      end: fc.constantFrom('dies' as const, 'fails' as const, 'is handed back' as const),
    });
    fc.assert(
      fc.property(fc.array(run, { maxLength: 30 }), (runs) => {
        let known = day();
        const most = new Map<string, number>();
        for (const {
          task: [taskId, items],
          share,
          end,
        } of runs) {
          const placed = place(known, items, { taskId, isPut: 'now' });
          if (!placed) continue;
          const put = Math.floor(share * items);
          most.set(taskId, Math.max(put, most.get(taskId) ?? 0));
          known = end === 'dies' ? placed : withoutPut(placed, taskId, items - put);
          if (end === 'is handed back') known = withoutPlace(known, taskId);
        }
        const all = [...most.values()].reduce((sum, items) => sum + items, 0);
        expect(all).toBeLessThanOrEqual(LIMIT);
      }),
      { numRuns: 500 },
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
