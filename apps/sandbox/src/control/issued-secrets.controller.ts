import { Controller, Get } from '@nestjs/common';

import { type IssuedSecret, IssuedSecrets } from '../core/issued-secrets';

/** What tests look for in logs, tables and answers. */
@Controller('control/issued-secrets')
export class IssuedSecretsController {
  constructor(private readonly issued: IssuedSecrets) {}

  @Get()
  list(): readonly IssuedSecret[] {
    return this.issued.all();
  }
}
