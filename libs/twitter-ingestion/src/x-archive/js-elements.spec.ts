import { type JsonObject } from '@app/domain';
import fc from 'fast-check';

import { countObjects, elementsOf, type JsElement } from './js-elements';

/** The bytes in pieces of at most so many. */
function* pieces(text: string | Buffer, size: number): Generator<Buffer> {
  const bytes = Buffer.from(text);
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

function elements(text: string | Buffer, size = 7): Promise<JsElement[]> {
  return Array.fromAsync(elementsOf(piecesAsync(text, size)));
}

async function* piecesAsync(text: string | Buffer, size: number): AsyncGenerator<Buffer> {
  await Promise.resolve();
  yield* pieces(text, size);
}

const list = (entries: readonly string[]) => `window.YTD.tweets.part0 = [${entries.join(',')} ]`;

describe('elementsOf', () => {
  it('gives every element with its bytes as they are, however the file comes', async () => {
    const entry = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(undefined, 2),
        async (entries, size, space) => {
          const texts = entries.map((each) => JSON.stringify(each, null, space));
          const read = await elements(list(texts.map((text) => `\n  ${text}\n`)), size);
          const given = read.map((each) => ('bytes' in each ? each.bytes.toString().trim() : ''));
          expect(given).toEqual(texts);
          expect(read).toMatchObject(
            texts.map((text) => ({ value: JSON.parse(text) as JsonObject })),
          );
        },
      ),
    );
  });

  it('says where each begins', async () => {
    const read = await elements('x = [\n {"a":1},\n\n {"b":\n2}, {"c":3}\n]');
    expect(read.map(({ index, line }) => [index, line])).toEqual([
      [0, 2],
      [1, 4],
      [2, 5],
    ]);
  });

  it.each([
    ['no JSON', '{"a":}', 'it is no JSON'],
    ['a text', '"a, [b"', 'it is no object'],
    ['nothing', '', 'it is no JSON'],
    ['more than there can be', `{"a":"${'x'.repeat(5 * 1024 ** 2)}"}`, 'it is too large'],
  ])('reads on behind an element that is %s', async (_, wrong, problem) => {
    const read = await elements(list(['{"a":1}', wrong, '{"b":2}']), 65_536);
    expect(read).toMatchObject([
      { index: 0, value: { a: 1 } },
      { index: 1, problem },
      { index: 2, value: { b: 2 } },
    ]);
  });

  it.each([
    ['ends in an element', 'x = [{"a":1},{"b":', 'the file ends in the middle', 1],
    ['ends between two', 'x = [{"a":1},', 'the file ends in the middle', 1],
    ['has no list', 'x = 5', 'the file holds no list', 0],
    ['is empty', '', 'the file holds no list', 0],
  ])('says so when the file %s', async (_, text, problem, index) => {
    expect((await elements(text)).at(-1)).toMatchObject({ index, problem });
  });

  it('finds nothing in an empty list, and nothing behind the list', async () => {
    expect(await elements('x = [ \n ]')).toEqual([]);
    expect(await elements('x = [{"a":1}];\ny = [{"b":1}]')).toMatchObject([{ value: { a: 1 } }]);
  });
});

describe('countObjects', () => {
  const text = 'x = [{"c":{"m":[{"n":{"o":1}},{"p":"[{"}]}},{"c":{"m":[]}}]';

  it.each([
    [1, 2],
    [2, 2],
    [4, 2],
    [5, 1],
  ])('counts what begins at depth %s', async (depth, count) => {
    expect(await countObjects(piecesAsync(text, 3), depth)).toBe(count);
  });
});
