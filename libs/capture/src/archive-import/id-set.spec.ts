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

  it('has ids of 64 bits', () => {
    const set = new IdSet();
    set.add('18446744073709551615');
    const near = ['18446744073709551614', '18446744073709551615'];
    expect(near.map((id) => set.has(id))).toEqual([false, true]);
  });
});
