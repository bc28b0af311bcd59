import { Global, Module } from '@nestjs/common';
import { ServerConfig } from '@app/config';
import { LoggerModule } from 'nestjs-pino';

import { pinoOptions } from './pino-options';

/** Structured logs, one JSON object a line, on standard output. */
@Global()
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [ServerConfig],
      useFactory: ({ logLevel }: ServerConfig) => ({ pinoHttp: pinoOptions(logLevel) }),
    }),
  ],
})
export class LoggingModule {}
