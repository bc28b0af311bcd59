import { Secret } from '@app/domain';

import { countingVersion, isOfAbsent, tagsOf } from './counting-version';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second));
/** Set at that second because nothing was there at another. */
const of = (version: string, second: number, absent = 7) => ({
  version,
  createdOn: at(second),
  tags: tagsOf(new Secret(version), at(absent)),
});
const wanted = (version: string, second: number) => ({ version, createdOn: at(second) });

/** As they are listed: in no order that is promised. */
function countingOf(...versions: Parameters<typeof countingVersion>[0]) {
  const counting = countingVersion(versions);
  expect(countingVersion(versions.toReversed())).toBe(counting);
  return counting?.version;
}

describe('countingVersion', () => {
  it('is the oldest, however late others come', () => {
    expect(countingOf(of('b', 8), of('c', 59), of('a', 10))).toBe('b');
  });

  it('is the one with the least id of the same second', () => {
    expect(countingOf(of('b', 7), of('a', 7), of('c', 7))).toBe('a');
  });

  it('is none of a deleted past', () => {
    expect(countingOf(of('a', 1, 1), of('b', 4, 1), of('c', 6, 5), of('d', 7, 5))).toBe('c');
    expect(countingOf(wanted('a', 4), of('c', 6, 5))).toBe('c');
  });

  it('is what was set on purpose, and the newest of that', () => {
    expect(countingOf(of('a', 8), wanted('b', 9), wanted('c', 10), of('d', 11))).toBe('c');
    expect(countingOf(wanted('a', 8), of('b', 9))).toBe('a');
  });

  it('is none that is disabled', () => {
    expect(countingOf({ ...of('a', 7), enabled: false }, of('b', 8))).toBe('b');
    expect(countingOf({ ...of('a', 7), enabled: false })).toBeUndefined();
  });

  it('is there also when a clock was wrong', () => {
    expect(countingOf(of('a', 7, 59), of('b', 8, 59))).toBe('b');
  });
});

describe('isOfAbsent', () => {
  const tags = tagsOf(new Secret('made'), at(7));

  it('tells what was set because nothing was there', () => {
    expect(isOfAbsent({ value: 'made', properties: { tags } })).toBe(true);
    expect(isOfAbsent({ value: 'made', properties: {} })).toBe(false);
    expect(isOfAbsent({ value: 'made', properties: { tags: { setBy: 'Ada' } } })).toBe(false);
  });

  it('does not believe tags that were copied to another value', () => {
    expect(isOfAbsent({ value: 'wanted', properties: { tags } })).toBe(false);
  });
});
