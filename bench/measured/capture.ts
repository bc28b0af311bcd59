import 'reflect-metadata';

import { text } from 'node:stream/consumers';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccountStreams, CaptureModule } from '@app/capture';
import { ConfigModule, XApiConfig } from '@app/config';
import { Secret } from '@app/domain';

import { bareLoop } from './bare-loop';
import { type CaptureOrder, captureOrderSchema, type CaptureOutcome } from './capture-order';

/** The part of the worker that captures, built and bound as it is there. */
@Module({ imports: [ConfigModule, CaptureModule] })
class MeasuredModule {}

async function main(): Promise<void> {
  const order = captureOrderSchema.parse(JSON.parse(await text(process.stdin)));
  const app = await NestFactory.createApplicationContext(MeasuredModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const work = {
    bare: () => bareLoop(order, app.get(XApiConfig)),
    capture: () => capture(app, order),
  };
  const started = performance.now();
  const read = await work[order.what]();
  const seconds = (performance.now() - started) / 1000;
  const outcome: CaptureOutcome = { ...read, seconds };
  console.log(JSON.stringify(outcome));
  await app.close();
}

/** A worker's turn, as far as the account's own posts go. */
async function capture(app: INestApplicationContext, order: CaptureOrder) {
  const credentials = {
    ...{ appKey: new Secret(order.xAppKey), appSecret: new Secret(order.xAppSecret) },
    accessToken: new Secret(order.xAccessToken),
    accessSecret: new Secret(order.xAccessSecret),
  };
  const { accountId } = order;
  for await (const result of app.get(AccountStreams).run({ accountId, credentials })) {
    if ('error' in result) throw result.error;
    const { added: posts, pages } = result.outcome;
    return { posts, pages };
  }
  throw new Error('No stream was read.');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
