import { Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { EntraSignIn, SignInFailed } from '@app/auth';
import { type Request, type Response } from 'express';

import { FewRequests } from '../http/throttling.module';
import { returnPath } from './return-path';
import { failedUrl, SignIn } from './sign-in';

/** Where browsers begin to sign in with Entra ID, and come back to. */
@ApiTags('session')
@Controller('admin/sign-in')
@FewRequests(30)
export class SignInController {
  constructor(
    private readonly entra: EntraSignIn,
    private readonly signIn: SignIn,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Sends the browser to Entra ID.' })
  @ApiQuery({
    name: 'returnTo',
    required: false,
    description: 'The page under /admin/ to be shown then; anything else counts as left out.',
  })
  @ApiFoundResponse()
  @Header('cache-control', 'no-store')
  async begin(@Query('returnTo') returnTo: unknown, @Res() response: Response): Promise<void> {
    try {
      response.redirect(await this.entra.begin(response, returnPath(returnTo)));
    } catch (error) {
      if (!(error instanceof SignInFailed)) throw error;
      response.redirect(failedUrl(error.failure));
    }
  }

  @Get('callback')
  @ApiOperation({
    summary: 'Where Entra ID sends the browser back to; it goes on to where it was to return.',
  })
  @ApiFoundResponse()
  @Header('cache-control', 'no-store')
  async comeBack(@Req() request: Request, @Res() response: Response): Promise<void> {
    response.redirect(await this.signIn.complete(request, response));
  }
}
