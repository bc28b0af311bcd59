import { Module } from '@nestjs/common';
import { ReconciliationModule } from '@app/delivery';

import { AccessModule } from '../../access/access.module';
import { AccountsApiModule } from '../accounts/accounts-api.module';
import { CompletenessController } from './completeness.controller';

@Module({
  imports: [AccessModule, AccountsApiModule, ReconciliationModule],
  controllers: [CompletenessController],
})
export class CompletenessApiModule {}
