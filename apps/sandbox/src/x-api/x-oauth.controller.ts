import { randomBytes } from 'node:crypto';
import { Controller, Get, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { type Request, type Response } from 'express';

import { SandboxCredentials } from '../core/sandbox-credentials';
import { XWorld } from '../dataset/x-world';
import { XGate } from './x-gate';
import { unauthorized } from './x-problem';
import { XProblemFilter } from './x-problem.filter';

interface RequestToken {
  secret: string;
  callback: string;
  verifier?: string;
}

/** Sign in with X, OAuth 1.0a in three steps (x-api.md, section 3). */
@Controller('oauth')
@UseFilters(XProblemFilter)
export class XOauthController {
  private readonly requestTokens = new Map<string, RequestToken>();

  constructor(
    private readonly gate: XGate,
    private readonly credentials: SandboxCredentials,
    private readonly world: XWorld,
  ) {}

  @Post('request_token')
  requestToken(@Req() request: Request, @Res() response: Response): void {
    const callback = this.gate.verify(request, '').get('oauth_callback') ?? 'oob';
    const [token, secret] = [random(), random()];
    this.requestTokens.set(token, { secret, callback });
    form(response, {
      oauth_token: token,
      oauth_token_secret: secret,
      oauth_callback_confirmed: 'true',
    });
  }

  /** Asks nobody: the account's owner always agrees. */
  @Get('authenticate')
  authenticate(@Query('oauth_token') token: unknown, @Res() response: Response): void {
    const known = typeof token === 'string' ? this.requestTokens.get(token) : undefined;
    if (!known || !URL.canParse(known.callback)) throw unauthorized();
    known.verifier = random();
    const back = new URL(known.callback);
    back.searchParams.set('oauth_token', String(token));
    back.searchParams.set('oauth_verifier', known.verifier);
    response.redirect(back.href);
  }

  @Post('access_token')
  accessToken(@Req() request: Request, @Res() response: Response): void {
    const body = request.body as Record<string, string> | undefined;
    const token = body?.oauth_token ?? '';
    const known = this.requestTokens.get(token);
    if (!known?.verifier || known.verifier !== body?.oauth_verifier) throw unauthorized();
    this.gate.verify(request, known.secret);
    this.requestTokens.delete(token);
    const { xAccessToken, xAccessSecret } = this.credentials;
    const { id, username } = this.world.dataset.account;
    form(response, {
      oauth_token: xAccessToken,
      oauth_token_secret: xAccessSecret,
      user_id: id,
      screen_name: username,
    });
  }
}

function form(response: Response, values: Record<string, string>): void {
  response.type('text/html').send(new URLSearchParams(values).toString());
}

function random(): string {
  return randomBytes(16).toString('hex');
}
