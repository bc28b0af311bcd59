import { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type AbstractHttpAdapter, HttpAdapterHost } from '@nestjs/core';
import { type Instruments, Telemetry } from '@app/telemetry';
import { PinoLogger } from 'nestjs-pino';
import { z } from 'zod';

/** As Express notes the route that took a request. */
const takenSchema = z.object({ route: z.object({ path: z.string() }) });

/** Of an answer that nobody waited for; no code of HTTP, but what proxies write into their logs. */
const GIVEN_UP = 499;

/** Has the connector's answers timed, if that is configured. */
@Injectable()
export class ConnectorTelemetry implements OnModuleInit {
  constructor(
    private readonly telemetry: Telemetry,
    private readonly adapter: HttpAdapterHost<AbstractHttpAdapter<Server>>,
    private readonly log: PinoLogger,
  ) {
    log.setContext(ConnectorTelemetry.name);
  }

  async onModuleInit(): Promise<void> {
    const instruments = await this.telemetry.start('connector', () => {
      this.log.warn({ event: 'telemetry' }, 'figures or traces could not be handed on');
    });
    if (instruments) timeAnswers(instruments, this.adapter.httpAdapter.getHttpServer());
  }
}

export function timeAnswers(instruments: Instruments, server: Server): void {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const begun = performance.now();
    response.once('close', () => {
      const seconds = (performance.now() - begun) / 1000;
      instruments.time('twitter_archive.http.duration_seconds', seconds, {
        method: request.method ?? '',
        route: routeOf(request),
        status: response.writableFinished ? response.statusCode : GIVEN_UP,
      });
    });
  });
}

/** The pattern, never the address: it may hold what somebody has pasted there, and there are endless ones. */
function routeOf(request: IncomingMessage): string {
  const taken = takenSchema.safeParse(request);
  if (!taken.success) return 'none';
  const { path } = taken.data.route;
  return path.includes('*') ? 'none' : path;
}
