import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  aGoldenCase,
  GOLDEN_CASES,
  type GoldenCase,
  goldenNames,
} from '@testing/message-conversion';

import { toItem, toMessage, writeItem, writeMessage } from './index';

const POST_DIALECT = '.post-dialect';

// eslint-disable-next-line no-restricted-properties -- no setting of the product: for whoever changed the conversion on purpose
const isUpdate = process.env.UPDATE_GOLDENS === '1';

const names = goldenNames();

describe('golden pairs', () => {
  it.each(names)('%s', async (name) => {
    const { item, message } = await written(aGoldenCase(name));
    const forReaders = `${JSON.stringify(JSON.parse(item), null, 2)}\n`;

    expectGolden(name, 'item.json', forReaders);
    expectGolden(name, 'message.eml', message);
    expect(item).toBe(JSON.stringify(JSON.parse(item)));
  });

  it.each(names.filter((name) => name.endsWith(POST_DIALECT)))(
    '%s gives the same item and message as its twin in the tweet dialect',
    async (name) => {
      const twin = aGoldenCase(name.slice(0, -POST_DIALECT.length));
      const { content, context, open } = aGoldenCase(name);

      // The record itself differs, and so do its hash and its boundaries.
      const { recordSha256, version } = twin.context;
      const asTwin = { content, context: { ...context, recordSha256, version }, open };
      expect(await written(asTwin)).toEqual(await written(twin));
    },
  );

  it('are of every kind', () => {
    expect(names.length).toBeGreaterThanOrEqual(80);
  });
});

function expectGolden(name: string, file: string, text: string): void {
  const golden = join(GOLDEN_CASES, name, file);
  if (isUpdate) writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, 'utf8'));
}

async function written({ content, context, open }: GoldenCase) {
  const item = await Array.fromAsync(writeItem(toItem(content, context), open));
  const message = await Array.fromAsync(writeMessage(toMessage(content, context), open));
  return {
    item: Buffer.concat(item).toString('utf8'),
    message: Buffer.concat(message).toString('utf8'),
  };
}
