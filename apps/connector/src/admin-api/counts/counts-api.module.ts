import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';

import { AccessModule } from '../../access/access.module';
import { AccountsApiModule } from '../accounts/accounts-api.module';
import { CountsController } from './counts.controller';

@Module({
  imports: [AccessModule, AccountsApiModule, ArchiveModule],
  controllers: [CountsController],
})
export class CountsApiModule {}
