import { compareIds, firstIdAt, lastIdAt, nextId, timeOfId } from './post-id';

describe('post ids', () => {
  it.each(['2010-11-05T00:00:00.000Z', '2025-03-01T12:00:00.123Z'])('tell the time: %s', (iso) => {
    const time = new Date(iso);
    expect(timeOfId(firstIdAt(time))).toEqual(time);
    expect(timeOfId(lastIdAt(time))).toEqual(time);
    expect(nextId(lastIdAt(time))).toBe(firstIdAt(new Date(time.getTime() + 1)));
  });

  it.each(['20', '4194304', '29700859247'])('tell none when they were counted: %s', (id) => {
    expect(timeOfId(id)).toBeUndefined();
  });

  it('may be any counted one for a time before snowflakes', () => {
    const summer2009 = new Date('2009-07-01T00:00:00.000Z');
    expect(firstIdAt(summer2009)).toBe('0');
    expect(compareIds(lastIdAt(summer2009), '29700859247')).toBe(0);
  });
});
