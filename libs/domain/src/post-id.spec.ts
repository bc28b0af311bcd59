import fc from 'fast-check';

import { compareIds, firstIdAt, ID_ZERO, lastIdAt, nextId, previousId, timeOfId } from './post-id';

const anId = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });
const aTime = fc.date({
  min: new Date('2010-11-05T00:00:00Z'),
  max: new Date('2079-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('post ids', () => {
  it('are ordered as numbers, beyond what a JS number can hold', () => {
    fc.assert(
      fc.property(anId, anId, (a, b) => {
        const sign = a < b ? -1 : a > b ? 1 : 0;
        expect(Math.sign(compareIds(a.toString(), b.toString()))).toBe(sign);
      }),
    );
  });

  it('have neighbours', () => {
    fc.assert(
      fc.property(anId, (n) => {
        expect(nextId(n.toString())).toBe((n + 1n).toString());
        expect(previousId(nextId(n.toString()))).toBe(n.toString());
      }),
    );
    expect(previousId(ID_ZERO)).toBe(ID_ZERO);
  });

  it('tell the time X says a post was made', () => {
    // X's own example post: https://docs.x.com/x-api/fundamentals/data-dictionary
    expect(timeOfId('1050118621198921728')?.toISOString()).toMatch(/^2018-10-10T20:19:24/);
  });

  it('of one millisecond lie between its first and its last', () => {
    fc.assert(
      fc.property(aTime, fc.integer({ min: 0, max: 2 ** 22 - 1 }), (time, sequence) => {
        const id = (BigInt(firstIdAt(time)) + BigInt(sequence)).toString();
        expect(timeOfId(id)).toEqual(time);
        expect(compareIds(id, lastIdAt(time))).toBeLessThanOrEqual(0);
        expect(nextId(lastIdAt(time))).toBe(firstIdAt(new Date(time.getTime() + 1)));
      }),
    );
  });

  it.each(['20', '4194304', '29700859247'])('tell none when they were counted: %s', (id) => {
    expect(timeOfId(id)).toBeUndefined();
  });

  it('may be any counted one for a time before snowflakes', () => {
    const summer2009 = new Date('2009-07-01T00:00:00.000Z');
    expect(firstIdAt(summer2009)).toBe(ID_ZERO);
    expect(compareIds(lastIdAt(summer2009), '29700859247')).toBe(0);
  });
});
