import { Module } from '@nestjs/common';
import { ImportsModule } from '@app/imports';

import { AccessModule } from '../../access/access.module';
import { AuditTrailModule } from '../../audit/audit-trail.module';
import { AccountsApiModule } from '../accounts/accounts-api.module';
import { ImportDesk } from './import-desk';
import { ImportsController } from './imports.controller';
import { UploadDesk } from './upload-desk';
import { UploadsController } from './uploads.controller';

@Module({
  imports: [AccessModule, AccountsApiModule, AuditTrailModule, ImportsModule],
  controllers: [ImportsController, UploadsController],
  providers: [ImportDesk, UploadDesk],
})
export class ImportsApiModule {}
