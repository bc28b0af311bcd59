import { Session } from 'node:inspector/promises';
import { text } from 'node:stream/consumers';
import { type PostRecord, readContent } from '@app/domain';
import { toItem, toMessage, writeItem, writeMessage } from '@app/message-conversion';
import { z } from 'zod';

import { type ConversionOutcome } from './conversion-outcome';
import { busiest } from './profile';

/** Records of text posts as they lie in the archive, and how often they are converted. */
const orderSchema = z.object({
  accountId: z.string(),
  records: z.array(z.string()),
  times: z.object({ item: z.number(), message: z.number() }),
});

const context = { accountId: '', username: 'contoso', media: new Map(), maxBytes: 10_000_000 };
const kept = {
  version: '0123abcd',
  capturedAt: new Date('2026-01-01'),
  recordSha256: 'a'.repeat(64),
};
const nothingToOpen = () => {
  throw new Error('A text post has no file.');
};

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const piece of content) bytes += piece.length;
  return bytes;
}

const kinds = {
  item: (record: string) =>
    bytesOf(
      writeItem(toItem(readContent(JSON.parse(record) as PostRecord), context), nothingToOpen),
    ),
  message: (record: string) =>
    bytesOf(
      writeMessage(
        toMessage(readContent(JSON.parse(record) as PostRecord), { ...context, ...kept }),
        nothingToOpen,
      ),
    ),
};

/** Posts a second of processor time, from the record's text to the last byte, and who takes that time. */
async function measure(
  kind: keyof typeof kinds,
  { records, times }: z.infer<typeof orderSchema>,
): Promise<ConversionOutcome[keyof typeof kinds]> {
  const count = times[kind];
  const convert = async (times: number) => {
    for (let i = 0; i < times; i++) await kinds[kind](records[i % records.length] ?? '');
  };
  await convert(count / 2);
  const before = process.cpuUsage();
  await convert(count);
  const { user, system } = process.cpuUsage(before);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  await convert(count);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return { perSecond: count / ((user + system) / 1e6), busiest: busiest(profile) };
}

async function main(): Promise<void> {
  const order = orderSchema.parse(JSON.parse(await text(process.stdin)));
  context.accountId = order.accountId;
  const outcome: ConversionOutcome = {
    item: await measure('item', order),
    message: await measure('message', order),
  };
  console.log(JSON.stringify(outcome));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
