import { Global, Module, type Type } from '@nestjs/common';
import { ConfigModule as NestConfigModule, ConfigService } from '@nestjs/config';
import { Clock } from '@app/domain';

import {
  AadConfig,
  AlertConfig,
  CaptureConfig,
  DeliveryConfig,
  EventApiConfig,
  ExportConfig,
  LimitsConfig,
  MailConfig,
  RemovalConfig,
  SecretsConfig,
  ServerConfig,
  StorageConfig,
  TelemetryConfig,
  WorkerConfig,
  XApiConfig,
} from './config';
import { loadConfig } from './load-config';
import { SystemClock } from './system-clock';

const slices: Type<object>[] = [
  ServerConfig,
  StorageConfig,
  SecretsConfig,
  AadConfig,
  AlertConfig,
  XApiConfig,
  EventApiConfig,
  ExportConfig,
  CaptureConfig,
  DeliveryConfig,
  LimitsConfig,
  RemovalConfig,
  MailConfig,
  TelemetryConfig,
  WorkerConfig,
];

/** All slices, loaded once. */
const LOADED = Symbol('loaded configuration');

/**
 * Everything that comes from the process's surroundings: its environment (with `.env`, where there is one) as
 * typed slices, each injected by its class, and the clock. With a wrong setting the application is not created: `config.invalid`.
 */
@Global()
@Module({
  imports: [NestConfigModule.forRoot()],
  providers: [
    {
      provide: LOADED,
      inject: [ConfigService],
      useFactory: (config: ConfigService) => loadConfig((name) => config.get<unknown>(name)),
    },
    ...slices.map((type) => ({
      provide: type,
      inject: [LOADED],
      useFactory: (loaded: object[]) => loaded.find((slice) => slice instanceof type),
    })),
    { provide: Clock, useClass: SystemClock },
  ],
  exports: [...slices, Clock],
})
export class ConfigModule {}
