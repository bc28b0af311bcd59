import { Module } from '@nestjs/common';

import { ClientCredentials } from './client-credentials';
import { StorageClients } from './storage-clients';

@Module({
  providers: [ClientCredentials, StorageClients],
  exports: [ClientCredentials, StorageClients],
})
export class AzureModule {}
