import { Body, Controller, Get, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { z } from 'zod';

import { applyFault } from '../core/apply-fault';
import { FaultPlan } from '../core/fault-plan';
import { parseBody } from '../core/parse-body';
import { textOf } from '../dataset/text-of';
import { XWorld } from '../dataset/x-world';
import { type Permission, XApp } from './x-app';
import { authorizePage, noRequestPage } from './x-authorize-page';
import { XGate } from './x-gate';
import { XGrants } from './x-grants';
import { oauthProblem } from './x-problem';
import { XProblemFilter } from './x-problem.filter';

interface RequestToken {
  secret: string;
  callback: string;
  /** The app may ask for less than it is permitted. */
  permission: Permission;
  /** Both once a user has agreed. */
  verifier?: string;
  userId?: string;
}

const answerSchema = z.object({
  oauth_token: z.string(),
  user_id: z.string(),
  answer: z.enum(['allow', 'deny']),
});

/** Sign in with X, OAuth 1.0a in three steps (x-api.md, section 3). */
@Controller('oauth')
@UseFilters(XProblemFilter)
export class XOauthController {
  private readonly requestTokens = new Map<string, RequestToken>();

  constructor(
    private readonly gate: XGate,
    private readonly app: XApp,
    private readonly grants: XGrants,
    private readonly world: XWorld,
    private readonly faults: FaultPlan,
  ) {}

  @Post('request_token')
  requestToken(@Req() request: Request, @Res() response: Response): void {
    if (this.isDisturbed(request, response)) return;
    const signed = this.gate.verify(request, '');
    const callback = signed.get('oauth_callback') ?? bodyOf(request).oauth_callback ?? '';
    if (!this.app.isRegistered(callback)) throw callbackRefused();
    const token = this.grants.random('request token');
    const secret = this.grants.random('login secret');
    const isForReading = bodyOf(request).x_auth_access_type === 'read';
    const permission = isForReading ? 'read' : this.app.permission;
    this.requestTokens.set(token, { secret, callback, permission });
    form(response, {
      oauth_token: token,
      oauth_token_secret: secret,
      oauth_callback_confirmed: 'true',
    });
  }

  @Get(['authenticate', 'authorize'])
  ask(@Query('oauth_token') token: unknown, @Res() response: Response): void {
    const known = this.requestTokens.get(String(token));
    if (!known || known.verifier) response.status(403).send(noRequestPage());
    else response.send(authorizePage(this.app.name, String(token), known, this.world.accounts()));
  }

  @Post('authorize')
  answer(@Body() body: unknown, @Res() response: Response): void {
    const { oauth_token: token, user_id: userId, answer } = parseBody(answerSchema, body);
    const known = this.requestTokens.get(token);
    if (!known || known.verifier) {
      response.status(403).send(noRequestPage());
      return;
    }
    const back = new URL(known.callback);
    if (answer === 'deny') {
      this.requestTokens.delete(token);
      back.searchParams.set('denied', token);
    } else {
      Object.assign(known, { verifier: this.grants.random('login secret'), userId });
      back.searchParams.set('oauth_token', token);
      back.searchParams.set('oauth_verifier', known.verifier ?? '');
    }
    response.redirect(back.href);
  }

  @Post('access_token')
  accessToken(@Req() request: Request, @Res() response: Response): void {
    if (this.isDisturbed(request, response)) return;
    const { oauth_token: token = '', oauth_verifier: verifier } = bodyOf(request);
    const known = this.requestTokens.get(token);
    if (!known?.verifier || known.verifier !== verifier) throw tokenRefused();
    this.gate.verify(request, known.secret);
    this.requestTokens.delete(token);
    const given = this.grants.give(known.userId ?? '', known.permission);
    const { accessToken, accessSecret, userId } = given;
    form(response, {
      oauth_token: accessToken,
      oauth_token_secret: accessSecret,
      user_id: userId,
      screen_name: textOf(this.world.user('id', userId)?.username),
    });
  }

  private isDisturbed(request: Request, response: Response): boolean {
    const fault = this.faults.take('x', request.path);
    return fault !== undefined && applyFault(fault, response, 'oauth_token=');
  }
}

/** A form; X takes the parameters from there as well as from the header. */
function bodyOf(request: Request): Partial<Record<string, string>> {
  return (request.body ?? {}) as Partial<Record<string, string>>;
}

function callbackRefused() {
  const message =
    'Callback URL not approved for this client application. Approved callback URLs can be adjusted in your application settings';
  return oauthProblem(403, 415, message);
}

function tokenRefused() {
  return oauthProblem(401, 89, 'Invalid or expired token.');
}

function form(response: Response, values: Record<string, string>): void {
  response.type('text/html').send(new URLSearchParams(values).toString());
}
