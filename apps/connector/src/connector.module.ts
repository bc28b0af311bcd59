import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ConfigModule } from '@app/config';
import { LoggingModule } from '@app/logging';

import { AdminApiModule } from './admin-api/admin-api.module';
import { ConnectorApiModule } from './connector-api/connector-api.module';
import { HealthModule } from './health/health.module';
import { ProblemFilter } from './http/problem.filter';
import { ThrottlingModule } from './http/throttling.module';
import { PagesModule } from './pages/pages.module';
import { SignInModule } from './sign-in/sign-in.module';
import { ConnectorTelemetryModule } from './telemetry/connector-telemetry.module';

@Module({
  imports: [
    ConfigModule,
    LoggingModule,
    AdminApiModule,
    ConnectorApiModule,
    ConnectorTelemetryModule,
    HealthModule,
    PagesModule,
    SignInModule,
    ThrottlingModule,
  ],
  providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
})
export class ConnectorModule {}
