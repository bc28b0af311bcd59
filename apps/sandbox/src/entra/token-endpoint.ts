import { Injectable } from '@nestjs/common';

import { SandboxCredentials } from '../core/sandbox-credentials';
import { EntraTokens } from './entra-tokens';
import { SignInCodes } from './sign-in-codes';
import { refusal, type TokenRefusal, tokenRequest, type TokenRequest } from './token-request';

type Answer = TokenRefusal | { status: 200; [name: string]: unknown };

/** Gives tokens to the connector's application. */
@Injectable()
export class TokenEndpoint {
  constructor(
    private readonly tokens: EntraTokens,
    private readonly codes: SignInCodes,
    private readonly credentials: SandboxCredentials,
  ) {}

  async answer(tenantId: string, origin: string, body: unknown): Promise<Answer> {
    const { data } = tokenRequest.safeParse(body);
    const { aadAppId, aadAppSecret } = this.credentials;
    if (tenantId !== this.credentials.tenantId) {
      return refusal(400, 'invalid_request', 90002, `Tenant '${tenantId}' not found.`);
    }
    if (!data) {
      return refusal(400, 'invalid_request', 900144, 'The request body lacks a parameter.');
    }
    if (data.client_id !== aadAppId) {
      return refusal(400, 'unauthorized_client', 700016, 'Application was not found.');
    }
    if (data.client_secret !== aadAppSecret) {
      return refusal(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
    }
    return this.give(data, origin);
  }

  private async give(request: TokenRequest, origin: string): Promise<Answer> {
    const common = { status: 200 as const, token_type: 'Bearer', expires_in: 3599 };
    if (request.grant_type === 'client_credentials') {
      const resource = request.scope.slice(0, -'/.default'.length);
      const token = await this.tokens.issue(origin, resource);
      return { ...common, ext_expires_in: 3599, access_token: token };
    }
    const { code, redirect_uri: redirectUri, code_verifier: verifier } = request;
    const signIn = this.codes.take(code, redirectUri, verifier);
    if (!signIn) {
      return refusal(400, 'invalid_grant', 54005, 'The code was redeemed, or is not for this.');
    }
    const { user, nonce } = signIn;
    return {
      ...common,
      scope: 'openid profile',
      access_token: await this.tokens.issue(origin, 'https://graph.microsoft.com'),
      id_token: await this.tokens.idToken(origin, user, nonce),
    };
  }
}
