import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ConfigModule } from '@app/config';
import { LoggingModule } from '@app/logging';

import { ConnectorApiModule } from './connector-api/connector-api.module';
import { HealthModule } from './health/health.module';
import { ProblemFilter } from './http/problem.filter';

@Module({
  imports: [ConfigModule, LoggingModule, ConnectorApiModule, HealthModule],
  providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
})
export class ConnectorModule {}
