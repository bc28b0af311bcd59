import { Module } from '@nestjs/common';

import { EntraControlController } from './entra-control.controller';
import { EntraTokens } from './entra-tokens';
import { EntraController } from './entra.controller';
import { SignInCodes } from './sign-in-codes';
import { SignInController } from './sign-in.controller';
import { SigningKeys } from './signing-keys';
import { TokenEndpoint } from './token-endpoint';

/** The stand-in for Entra ID. */
@Module({
  controllers: [EntraController, EntraControlController, SignInController],
  providers: [EntraTokens, SignInCodes, SigningKeys, TokenEndpoint],
  exports: [EntraTokens],
})
export class EntraModule {}
