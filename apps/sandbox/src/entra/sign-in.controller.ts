import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { z } from 'zod';

import { SandboxCredentials } from '../core/sandbox-credentials';
import { users } from './entra-users';
import { SignInCodes } from './sign-in-codes';
import { choicePage, messagePage } from './sign-in-page';

const CALLBACK = '/admin/sign-in/callback';
const query = z.object({
  client_id: z.string(),
  response_type: z.literal('code'),
  response_mode: z.literal('query').optional(),
  redirect_uri: z.string().refine((uri) => isOnThisMachine(uri) && uri.endsWith(CALLBACK)),
  scope: z.string().regex(/\bopenid\b/),
  state: z.string().optional(),
  nonce: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.literal('S256').optional(),
  /** Not Entra ID's: who was chosen on the page. */
  user: z.enum(['ada', 'eve', 'ned']).optional(),
});

/** The stand-in for Entra ID, as far as people see it: signing in and out. */
@Controller(':tenantId/oauth2/v2.0')
export class SignInController {
  constructor(
    private readonly codes: SignInCodes,
    private readonly credentials: SandboxCredentials,
  ) {}

  @Get('authorize')
  authorize(
    @Param('tenantId') tenantId: string,
    @Query() given: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): void {
    const { data, error } = query.safeParse(given);
    const { tenantId: ours, aadAppId } = this.credentials;
    if (!data || tenantId !== ours || data.client_id !== aadAppId) {
      const wrong = error ? z.prettifyError(error) : 'The tenant or the application is unknown.';
      response.status(400).send(messagePage('The sign-in cannot begin', wrong));
    } else if (!data.user) {
      const here = `${request.originalUrl}&user=`;
      const choices = Object.entries(users).map(([name, user]) => ({
        user,
        href: here + name,
      }));
      response.send(choicePage(choices));
    } else response.redirect(this.comeBack(data, data.user));
  }

  @Get('logout')
  signOut(@Query('post_logout_redirect_uri') uri: unknown, @Res() response: Response): void {
    if (typeof uri === 'string' && isOnThisMachine(uri)) response.redirect(uri);
    else response.send(messagePage('Signed out', 'You may close this window.'));
  }

  private comeBack(data: z.infer<typeof query>, name: keyof typeof users): string {
    const code = this.codes.make({
      user: users[name],
      redirectUri: data.redirect_uri,
      nonce: data.nonce,
      codeChallenge: data.code_challenge,
    });
    const back = new URL(data.redirect_uri);
    back.searchParams.set('code', code);
    if (data.state !== undefined) back.searchParams.set('state', data.state);
    return back.href;
  }
}

function isOnThisMachine(uri: string): boolean {
  return URL.canParse(uri) && ['localhost', '127.0.0.1'].includes(new URL(uri).hostname);
}
