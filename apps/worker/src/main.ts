import './compile-cache';
import 'reflect-metadata';

import { NestFactory } from '@nestjs/core';
import { StorageClients } from '@app/azure';
import { isAppError } from '@app/domain';
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
  app.get(StorageClients).open().catch(leaveNewerStorage);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  app.get(Logger).log('worker is at work');
}

function end(error: unknown): never {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
}

/** Nobody waits for storage at the start: while it does not answer, whoever needs it asks again. */
function leaveNewerStorage(error: unknown): void {
  if (isAppError(error, 'storage.newer')) end(error);
}

main().catch(end);
