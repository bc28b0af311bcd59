import { Module } from '@nestjs/common';
import { BlobExportModule } from '@app/blob-export';
import { JobsModule } from '@app/jobs';
import { SecretsModule } from '@app/secrets';

import { AccessModule } from '../access/access.module';
import { DataController } from './data.controller';
import { JobController } from './job.controller';
import { SetupCheck } from './setup-check';
import { SetupController } from './setup.controller';
import { TaskIntake } from './task-intake';

/** What the Purview portal and the Office 365 Import service call. */
@Module({
  imports: [AccessModule, BlobExportModule, JobsModule, SecretsModule],
  controllers: [DataController, JobController, SetupController],
  providers: [SetupCheck, TaskIntake],
})
export class ConnectorApiModule {}
