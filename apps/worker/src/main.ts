import './compile-cache';
import 'reflect-metadata';

import { NestFactory } from '@nestjs/core';
import { StorageClients } from '@app/azure';
import { startFailure } from '@app/logging';
import { Logger } from 'nestjs-pino';

import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  const app = await NestFactory.createApplicationContext(WorkerModule, {
    bufferLogs: true,
    autoFlushLogs: false,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.flushLogs();
  app.get(StorageClients).whenNewer(end);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  app.get(Logger).log('worker is at work');
}

function end(error: unknown): never {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
}

main().catch(end);
