import { firstVersion } from './first-version';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second));
const of = (version: string, second: number) => ({ version, createdOn: at(second) });

describe('firstVersion', () => {
  it('is the oldest, in whatever order they are listed', () => {
    const versions = [of('c', 9), of('a', 7), of('b', 8)];
    expect(firstVersion(versions)).toBe('a');
    expect(firstVersion(versions.toReversed())).toBe('a');
  });

  it('is the one with the least id of the same second', () => {
    const versions = [of('b', 7), of('a', 7)];
    expect(firstVersion(versions)).toBe('a');
    expect(firstVersion(versions.toReversed())).toBe('a');
  });

  it('is none of a deleted past, and none that is disabled', () => {
    const versions = [of('a', 1), { ...of('b', 5), enabled: false }, of('c', 6), of('d', 7)];
    expect(firstVersion(versions, at(5))).toBe('c');
    expect(firstVersion(versions, at(6))).toBe('c');
    expect(firstVersion(versions, at(8))).toBeUndefined();
  });
});
