import { type EndState } from './end-state';
import { judge } from './verdict';

const windows = { issued: 2, open: 0, done: 2, failed: 0 };
const completions = { accepted: 2, repeated: 0, temporary: 0, permanent: 0 };
const items = { imported: 2, redelivered: 0, 'redelivered, changed': 0 };

function imported(changes: Partial<EndState['imported']> = {}): EndState['imported'] {
  return {
    ...{ windows, completions, items, byType: {}, askedAgain: [], invalid: [] },
    ...{ settledUpTo: '', mailbox: '' },
    ...changes,
  };
}

const calm: EndState = {
  versions: ['1.1', '2.1'],
  records: { '7/posts/2026/01/1 aa': 'aa' },
  media: { '7/media/ee': 'ee' },
  delivered: { '1.json': ['a'], '2.json': ['b'] },
  recorded: [],
  imported: imported(),
};

const ends = (changes: Partial<EndState>, late: string[] = []) =>
  judge(calm, { ...calm, ...changes }, late).kind;

describe('judge', () => {
  it('calls an end equal that is, what was posted meanwhile included', () => {
    expect(ends({})).toBe('equal');
    const versions = [...calm.versions, '3.1'];
    expect(ends({ versions, delivered: { ...calm.delivered, '3.json': ['c'] } }, ['3'])).toBe(
      'equal',
    );
  });

  it.each([
    ['a version', { versions: ['1.1'] }, []],
    ['a delivered file', { delivered: { '1.json': ['a'] } }, []],
    ['a post made meanwhile', {}, ['3']],
    ['its delivery', { versions: [...calm.versions, '3.1'] }, ['3']],
  ])('calls it lost when %s is missing', (_, changes, late) => {
    expect(ends(changes, late)).toBe('lost');
  });

  it.each([
    ['a version is there twice', { versions: [...calm.versions, '1.1'] }],
    ['a version is there that nobody posted', { versions: [...calm.versions, '9.1'] }],
    ['a file is in two tasks', { delivered: { ...calm.delivered, '1.json': ['a', 'a'] } }],
    ['an item is imported again', { imported: imported({ items: { ...items, redelivered: 1 } }) }],
    [
      'a task is accepted twice',
      { imported: imported({ completions: { ...completions, accepted: 3 } }) },
    ],
  ])('calls it duplicated when %s', (_, changes) => {
    expect(ends(changes)).toBe('duplicated');
  });

  it.each([
    ['a delivered file differs', { delivered: { ...calm.delivered, '2.json': ['x'] } }],
    ['a record differs', { records: { '7/posts/2026/01/1 ab': 'ab' } }],
    ['a media file differs', { media: { '7/media/ee': 'xx' } }],
    ['media are there that nobody has', { media: { ...calm.media, '7/media/ff': 'ff' } }],
    ['an item was refused', { imported: imported({ invalid: [{ fileName: 'f', reason: 'r' }] }) }],
  ])('calls it unexplained when %s', (_, changes) => {
    expect(ends(changes)).toBe('unexplained');
  });

  it('calls it recorded when a manifest names what differs', () => {
    const delivered = { ...calm.delivered, '2.json': ['without its picture'] };
    expect(ends({ delivered, recorded: ['2'] })).toBe('recorded');
    expect(ends({ delivered, recorded: ['1'] })).toBe('unexplained');
  });
});
