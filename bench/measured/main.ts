import 'reflect-metadata';

import { text } from 'node:stream/consumers';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MediaArchive, PostArchive } from '@app/archive';
import { BlobExportModule, ItemSink } from '@app/blob-export';
import { ConfigModule, ExportConfig, slice } from '@app/config';
import { DeliveryModule, EntryConversion, TaskDelivery } from '@app/delivery';
import { type DownloadTask, Secret, sinkContext } from '@app/domain';
import { Sealer } from '@app/secrets';

import { watchMemory } from './memory-watch';
import { readAll, putBare, putOneByOne } from './comparisons';
import { orderSchema, type Outcome, type ParsedOrder as Order } from './order';

type Done = Outcome['result'];

/** The part of the worker that delivers, built and bound as it is there. */
@Module({ imports: [ConfigModule, DeliveryModule, BlobExportModule] })
class MeasuredModule {}

const key = { jobId: 'job', taskId: 'task' };
const createdAt = new Date('2025-01-01T00:00:00Z');

async function main(): Promise<void> {
  const order = orderSchema.parse(JSON.parse(await text(process.stdin)));
  const app = await NestFactory.createApplicationContext(MeasuredModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const { warmUp, work } = await workOf(app, order);
  if (order.warmUp) await warmUp(order.warmUp);
  const outcome: Outcome = await watchMemory(work, order);
  console.log(JSON.stringify(outcome));
  await app.close();
}

interface Work {
  /** The same with others' posts. */
  warmUp: (those: { accountId: string; posts: number }) => Promise<Done>;
  work: () => Promise<Done>;
}

/** What is to be measured; whatever it needs before is done by then. */
async function workOf(app: INestApplicationContext, order: Order): Promise<Work> {
  if (order.what === 'bare') {
    const files = await readAll(order.sasUri, `${key.jobId}/${key.taskId}/`);
    const put = (some: Buffer[], folder: string) => putBare(some, folder, order);
    return {
      warmUp: ({ posts }) => put(files.slice(0, posts), `warm-${order.atOnce}`),
      work: () => put(files, `bare-${order.atOnce}`),
    };
  }
  const doIt = {
    item: deliverOne,
    message: deliverOne,
    task: deliverTask,
    'one-by-one': putOneByOne,
  }[order.what];
  return {
    warmUp: ({ accountId }) => doIt(app, { ...order, accountId }, 'warm-up'),
    work: () => doIt(app, order, key.taskId),
  };
}

/** The only post of the window, with all its files: the limit is lifted, to see what the largest would take. */
async function deliverOne(
  app: INestApplicationContext,
  order: Order,
  taskId: string,
): Promise<Done> {
  const { accountId } = order;
  const posts = app.get(PostArchive);
  const config = slice(ExportConfig, {
    ...app.get(ExportConfig),
    maxItemBytes: Number.MAX_SAFE_INTEGER,
  });
  const conversion = new EntryConversion(posts, app.get(MediaArchive), config);
  const folder = app.get(ItemSink).open(new Secret(order.sasUri), key.jobId, taskId);
  const account = { accountId, username: 'contoso' };
  let bytes = 0;
  let items = 0;
  for await (const entry of posts.list(accountId, order)) {
    const { content } =
      order.what === 'item'
        ? await conversion.item(account, entry)
        : await conversion.message(account, entry);
    bytes += (await folder.put(`${entry.postId}.${order.what}`, content)).bytes;
    items += 1;
  }
  return { items, bytes };
}

/** Everything a task needs but the completion call itself: what it would say is read. */
async function deliverTask(
  app: INestApplicationContext,
  order: Order,
  taskId: string,
): Promise<Done> {
  const { accountId, start, end } = order;
  const delivered = { ...key, taskId };
  const task: DownloadTask = {
    schemaVersion: 1,
    ...delivered,
    window: { start, end },
    dirtyEntities: [],
    sealedSink: await app.get(Sealer).seal(new Secret(order.sasUri), sinkContext(delivered)),
    receivedAt: createdAt,
    state: 'waiting',
  };
  const job = { schemaVersion: 1, jobId: key.jobId, tenantId: '', accountId } as const;
  const result = await app
    .get(TaskDelivery)
    .deliver(
      { ...job, username: 'contoso', createdAt, state: 'created', paused: false },
      task,
      { complete: [], unreachable: [] },
      new AbortController().signal,
    );
  let items = 0;
  const told = result.delivered()[Symbol.asyncIterator]();
  while (!(await told.next()).done) items += 1;
  return { items, bytes: result.counts.bytes };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
