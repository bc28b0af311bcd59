import * as fc from 'fast-check';
import { z } from 'zod';

import { manifestItems, manifestParts } from './manifest-parts';

/** The same bytes in pieces of any size. */
async function* inPieces(text: string, sizes: number[]): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  const bytes = Buffer.from(text);
  let at = 0;
  for (const size of sizes) {
    yield bytes.subarray(at, at + size);
    at += size;
  }
  yield bytes.subarray(at);
}

const read = (text: string, sizes: number[] = []) =>
  Array.fromAsync(manifestParts(inPieces(text, sizes)));

describe('the parts of a manifest', () => {
  it('are its fields in order, and the elements of its long lists', async () => {
    const manifest = { a: 1, items: [{ id: '1', b: [1, 2] }, { id: '2' }], parked: [], c: ['x'] };
    expect(await read(JSON.stringify(manifest, null, 2))).toEqual([
      { key: 'a', value: 1 },
      { key: 'items', value: { id: '1', b: [1, 2] } },
      { key: 'items', value: { id: '2' } },
      { key: 'c', value: ['x'] },
    ]);
  });

  it('are what JSON says, whatever the texts hold and however the bytes come', async () => {
    const given = fc.record({
      ...{ taskId: fc.string({ unit: 'grapheme' }), coverage: fc.jsonValue() },
      items: fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
      parked: fc.array(fc.record({ reason: fc.string({ unit: 'binary' }) })),
      previous: fc.option(fc.record({ items: fc.array(fc.nat()) })),
    });
    const sizes = fc.array(fc.nat(20));
    await fc.assert(
      fc.asyncProperty(given, sizes, async (manifest, pieces) => {
        const parts = await read(JSON.stringify(manifest), pieces);
        const { items, parked, ...fields } = JSON.parse(
          JSON.stringify(manifest),
        ) as typeof manifest;
        const valuesOf = (key: string) => parts.filter((p) => p.key === key).map((p) => p.value);
        expect(valuesOf('items')).toEqual(items);
        expect(valuesOf('parked')).toEqual(parked);
        const rest = parts.filter(({ key }) => !['items', 'parked'].includes(key));
        expect(Object.fromEntries(rest.map(({ key, value }) => [key, value]))).toEqual(fields);
      }),
    );
  });

  it.each(['', '[]', '{"a":1', '{"a":}', '{"items":[{]}', 'null'])(
    'of what is no manifest are refused: %s',
    async (text) => {
      await expect(read(text)).rejects.toMatchObject({ code: 'archive.corrupt' });
    },
  );
});

describe('the items of a manifest', () => {
  const items = (text: string) =>
    Array.fromAsync(manifestItems(inPieces(text, [5, 9]), z.object({ id: z.string() })));

  it('are those alone, as a schema reads them', async () => {
    const manifest = { a: { id: '0' }, items: [{ id: '1', more: 1 }, { id: '2' }], parked: [{}] };
    expect(await items(JSON.stringify(manifest))).toEqual([{ id: '1' }, { id: '2' }]);
  });

  it('are refused where one is none', async () => {
    await expect(items('{"items":[{"id":1}]}')).rejects.toMatchObject({
      ...{ code: 'archive.corrupt' },
      message: 'A manifest is not readable: one of its items is none.',
    });
  });
});
