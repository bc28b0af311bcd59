import * as fc from 'fast-check';

import { IdSet } from './id-set';

describe('IdSet', () => {
  it('has what was added, in any order, between looks too, and nothing else', () => {
    const ids = fc.array(fc.bigInt({ min: 1n, max: 300n }).map(String), { maxLength: 200 });
    fc.assert(
      fc.property(ids, ids, (first, second) => {
        const [set, model] = [new IdSet(), new Set<string>()];
        for (const added of [first, second]) {
          for (const id of added) {
            set.add(id);
            model.add(id);
          }
          const all = Array.from({ length: 302 }, (_, i) => String(i));
          expect(all.filter((id) => set.has(id))).toEqual(all.filter((id) => model.has(id)));
        }
      }),
    );
  });

  it('has those that were added, however many and in whatever order', () => {
    const id = fc.bigInt({ min: 1n, max: (1n << 63n) - 1n }).map(String);
    fc.assert(
      fc.property(fc.array(id, { maxLength: 3000, size: 'max' }), fc.array(id), (added, others) => {
        const set = new IdSet();
        added.forEach((each) => set.add(each));
        const all = new Set(added);
        for (const each of [...added, ...others]) expect(set.has(each)).toBe(all.has(each));
        expect(set.has('0')).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  it('has ids of 64 bits', () => {
    const set = new IdSet();
    set.add('18446744073709551615');
    const near = ['18446744073709551614', '18446744073709551615'];
    expect(near.map((id) => set.has(id))).toEqual([false, true]);
  });
});
