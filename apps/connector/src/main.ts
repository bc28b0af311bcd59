import './compile-cache';
import 'reflect-metadata';

import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { StorageClients } from '@app/azure';
import { ServerConfig } from '@app/config';
import { startFailure } from '@app/logging';
import { Logger } from 'nestjs-pino';

import { serveApiDocs } from './api-docs/api-docs';
import { ConnectorModule } from './connector.module';
import { configureHttp } from './http/configure-http';

async function main(): Promise<void> {
  const app = await NestFactory.create<NestExpressApplication>(ConnectorModule, {
    bufferLogs: true,
    autoFlushLogs: false,
    abortOnError: false,
    bodyParser: false,
  });
  app.useLogger(app.get(Logger));
  app.flushLogs();
  configureHttp(app);
  serveApiDocs(app);
  app.get(StorageClients).whenNewer(end);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  const { host, port } = app.get(ServerConfig);
  await app.listen(port, host);
  app.get(Logger).log(`connector listens on ${await app.getUrl()}`);
}

function end(error: unknown): never {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

main().catch(end);

function explain(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'The port is in use by another program. Set CONNECTOR_PORT to a free one.';
  }
  return startFailure(error);
}
