import { type JsonObject } from '@app/domain';

import { type JsElement } from './js-elements';
import { NoteTweets } from './note-tweets';

const MIB = 1024 ** 2;
const at = '2024-03-01T12:00:00.000Z';
const text = 'A long post, and long. '.repeat(20);

function anElement(value: JsonObject, bytes = Buffer.from(JSON.stringify(value))): JsElement {
  return { index: 0, line: 1, bytes, value };
}
const note = (createdAt = at) => ({ noteTweet: { createdAt, core: { text } } });

describe('the long texts of an archive', () => {
  it('are told when they are not as they must be', () => {
    const problem = new NoteTweets().add(anElement({ noteTweet: {} }));
    expect(problem).toBe('not as X describes long texts');
  });

  it('are left from where they are too large together, which is told once', () => {
    const notes = new NoteTweets();
    const large = anElement(note('2024-01-01T00:00:00.000Z'), Buffer.alloc(4 * MIB));
    const problems = Array.from({ length: 40 }, () => notes.add(large));
    expect(problems.filter(Boolean)).toEqual([
      'the long texts are larger than 128 MiB together: this one and those after it are not read',
    ]);
    expect(notes.leftOver).toBe(31);
    notes.add(anElement(note()));
    expect(notes.find(new Date(at), `${text.slice(0, 270)}…`)).toBeUndefined();
  });

  it.each<[string, JsElement]>([
    ['empty', anElement({ noteTweet: { createdAt: at, core: { text: '' } } })],
    ['unreadable', { index: 0, line: 1, problem: 'it is no JSON' }],
  ])('come to an end when they are %s, too', (_, element) => {
    const notes = new NoteTweets();
    const reads = Array.from({ length: 300_000 }, () => notes.add(element));
    expect(reads.findLastIndex(Boolean)).toBeLessThan(265_000);
    expect(notes.leftOver).toBeLessThan(265_000);
  });
});
