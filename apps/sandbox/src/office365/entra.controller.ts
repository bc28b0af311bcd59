import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { z } from 'zod';

import { applyFault } from '../core/apply-fault';
import { FaultPlan } from '../core/fault-plan';
import { SandboxCredentials } from '../core/sandbox-credentials';
import { EntraTokens, EVENT_API_RESOURCE, VAULT_RESOURCE } from './entra-tokens';

const tokenRequest = z.looseObject({
  grant_type: z.literal('client_credentials'),
  client_id: z.string(),
  client_secret: z.string(),
  scope: z.templateLiteral([z.enum([EVENT_API_RESOURCE, VAULT_RESOURCE]), '/.default']),
});

/** The stand-in for Entra ID: tokens for the connector's application. */
@Controller(':tenantId')
export class EntraController {
  constructor(
    private readonly tokens: EntraTokens,
    private readonly credentials: SandboxCredentials,
    private readonly faults: FaultPlan,
  ) {}

  @Get('v2.0/.well-known/openid-configuration')
  configuration(@Param('tenantId') tenantId: string, @Req() request: Request) {
    const base = `https://${request.headers.host ?? ''}/${tenantId}`;
    return {
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_types_supported: ['code', 'id_token'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  @Get('discovery/v2.0/keys')
  keys() {
    return this.tokens.jwks();
  }

  @Post('oauth2/v2.0/token')
  @HttpCode(200)
  async token(
    @Param('tenantId') tenantId: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const fault = this.faults.take('token', request.path);
    if (fault && applyFault(fault, response)) return;
    const { data } = tokenRequest.safeParse(body);
    if (!data || tenantId !== this.credentials.tenantId) {
      response.status(400).json({
        error: 'invalid_request',
        error_description: 'AADSTS900144: The request is not one for a token of this tenant.',
      });
    } else if (
      data.client_id !== this.credentials.aadAppId ||
      data.client_secret !== this.credentials.aadAppSecret
    ) {
      response.status(401).json({
        error: 'invalid_client',
        error_description: 'AADSTS7000215: Invalid client secret provided.',
      });
    } else {
      const resource = data.scope.slice(0, -'/.default'.length);
      const token = await this.tokens.issue(`https://${request.headers.host ?? ''}`, resource);
      response.json({
        token_type: 'Bearer',
        expires_in: 3599,
        ext_expires_in: 3599,
        access_token: token,
      });
    }
  }
}
