import { DefaultAzureCredential, type TokenCredential } from '@azure/identity';
import { Injectable } from '@nestjs/common';
import { AadConfig } from '@app/config';

import { authorityOptions } from './authority-options';

/**
 * Who this process is in Azure: its managed identity, what the AZURE_* variables name, or on a developer's machine who is
 * signed in there (https://aka.ms/azsdk/js/identity/credential-chains).
 */
@Injectable()
export class AzureIdentity {
  private made?: TokenCredential;

  constructor(private readonly config: AadConfig) {}

  /** One for all clients, and with it one token cache; not made before it is asked for. */
  get credential(): TokenCredential {
    this.made ??= new DefaultAzureCredential(authorityOptions(this.config.authorityUrl));
    return this.made;
  }
}
