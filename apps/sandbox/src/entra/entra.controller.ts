import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import { type Request, type Response } from 'express';

import { applyFault } from '../core/apply-fault';
import { FaultPlan } from '../core/fault-plan';
import { SandboxCredentials } from '../core/sandbox-credentials';
import { EntraTokens, type TokenVersion } from './entra-tokens';
import { SigningKeys } from './signing-keys';
import { TokenEndpoint } from './token-endpoint';

/** The stand-in for Entra ID, as far as programs see it: what the tenant publishes, and tokens for the connector's application. */
@Controller(':tenantId')
export class EntraController {
  constructor(
    private readonly tokens: EntraTokens,
    private readonly keys: SigningKeys,
    private readonly endpoint: TokenEndpoint,
    private readonly credentials: SandboxCredentials,
    private readonly faults: FaultPlan,
  ) {}

  @Get('.well-known/openid-configuration')
  configurationV1(@Param('tenantId') tenantId: string, @Req() request: Request) {
    return this.configuration('v1', tenantId, request);
  }

  @Get('v2.0/.well-known/openid-configuration')
  configurationV2(@Param('tenantId') tenantId: string, @Req() request: Request) {
    return this.configuration('v2', tenantId, request);
  }

  @Get(['discovery/keys', 'discovery/v2.0/keys'])
  async publish(@Req() request: Request, @Res() response: Response) {
    const fault = this.faults.take('entra', request.path);
    if (fault && applyFault(fault, response)) return;
    response.json(await this.keys.published());
  }

  @Post('oauth2/v2.0/token')
  async token(
    @Param('tenantId') tenantId: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const fault = this.faults.take('token', request.path);
    if (fault && applyFault(fault, response)) return;
    const { status, ...answer } = await this.endpoint.answer(tenantId, originOf(request), body);
    response.status(status).json(answer);
  }

  private configuration(version: TokenVersion, tenantId: string, request: Request) {
    if (tenantId !== this.credentials.tenantId) throw new NotFoundException('No such tenant.');
    const origin = originOf(request);
    const kind = version === 'v1' ? '' : 'v2.0/';
    return {
      issuer: this.tokens.issuer(origin, version),
      authorization_endpoint: `${origin}/${tenantId}/oauth2/v2.0/authorize`,
      token_endpoint: `${origin}/${tenantId}/oauth2/v2.0/token`,
      end_session_endpoint: `${origin}/${tenantId}/oauth2/v2.0/logout`,
      jwks_uri: `${origin}/${tenantId}/discovery/${kind}keys`,
      response_types_supported: ['code', 'id_token'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }
}

export function originOf(request: Request): string {
  return `https://${request.headers.host ?? ''}`;
}
