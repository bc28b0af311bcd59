import { Module } from '@nestjs/common';

import { AzureIdentity } from './azure-identity';
import { ClientCredentials } from './client-credentials';
import { StorageClients } from './storage-clients';

@Module({
  providers: [AzureIdentity, ClientCredentials, StorageClients],
  exports: [AzureIdentity, ClientCredentials, StorageClients],
})
export class AzureModule {}
