import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { JobsModule } from '@app/jobs';
import { SecretsModule } from '@app/secrets';

import { HealthController } from './health.controller';

@Module({
  imports: [JobsModule, SecretsModule, TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController],
})
export class HealthModule {}
