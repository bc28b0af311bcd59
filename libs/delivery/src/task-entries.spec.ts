import { inWholeSeconds } from './task-entries';

const window = (start: string, end: string) => ({
  start: new Date(`2026-01-02T03:04:${start}Z`),
  end: new Date(`2026-01-02T03:04:${end}Z`),
});

describe('a window in milliseconds', () => {
  it.each([
    ['whole seconds', window('05', '09'), window('05.000', '09.999')],
    ['the first of a second', window('05.001', '09.001'), window('06.000', '09.999')],
    ['the last of a second', window('05.999', '09.999'), window('06.000', '09.999')],
  ])('has the posts of its seconds, and none of the second before: %s', (_, asked, whole) => {
    expect(inWholeSeconds(asked)).toEqual(whole);
  });
});
