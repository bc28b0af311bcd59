import * as fc from 'fast-check';

import { KnownIds } from './known-ids';

describe('known ids', () => {
  it('are those that were added, however many and in whatever order', () => {
    const id = fc.bigInt({ min: 1n, max: (1n << 63n) - 1n }).map(String);
    fc.assert(
      fc.property(fc.array(id, { maxLength: 3000, size: 'max' }), fc.array(id), (added, others) => {
        const known = new KnownIds();
        added.forEach((each) => known.add(each));
        const all = new Set(added);
        for (const each of [...added, ...others]) expect(known.has(each)).toBe(all.has(each));
        expect(known.has('0')).toBe(false);
      }),
      { numRuns: 20 },
    );
  });
});
