import { Module } from '@nestjs/common';
import { SetupKeySource } from '@app/auth';
import { BlobExportModule } from '@app/blob-export';
import { JobsModule } from '@app/jobs';
import { SecretsModule } from '@app/secrets';

import { DataController } from './data.controller';
import { JobController } from './job.controller';
import { SecretSetupKeySource } from './secret-setup-key-source';
import { SetupCheck } from './setup-check';
import { SetupController } from './setup.controller';
import { TaskIntake } from './task-intake';

/** What the Purview portal and the Office 365 Import service call. */
@Module({
  imports: [BlobExportModule, JobsModule, SecretsModule],
  controllers: [DataController, JobController, SetupController],
  providers: [SetupCheck, TaskIntake, { provide: SetupKeySource, useClass: SecretSetupKeySource }],
})
export class ConnectorApiModule {}
