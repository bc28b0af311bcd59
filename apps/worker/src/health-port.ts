import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { WorkerConfig } from '@app/config';

const PATH = '/health/live';

/** Tells a platform that only knows services with a port (Azure App Service, a container's health check) that the worker is alive. */
@Injectable()
export class HealthPort implements OnApplicationBootstrap, OnApplicationShutdown {
  private server?: Server;

  constructor(private readonly config: WorkerConfig) {}

  async onApplicationBootstrap(): Promise<void> {
    const { host, port } = this.config;
    if (port === undefined) return;
    this.server = createServer(answer).listen(port, host);
    await once(this.server, 'listening');
  }

  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}

function answer({ url, method }: IncomingMessage, response: ServerResponse): void {
  const isKnown = url === PATH && (method === 'GET' || method === 'HEAD');
  response
    .writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' })
    .end(JSON.stringify({ status: isKnown ? 'ok' : 'not found' }));
}
