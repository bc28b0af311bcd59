import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type Request } from 'express';

import { addressOf, noteCaller } from '../caller';
import { IMPORT_APP_ID } from '../entra/import-claims';
import { ImportTokens } from '../entra/import-tokens';
import { NotAuthenticated } from '../not-authenticated';
import { basicProof, SetupKeyCheck } from '../setup-key/setup-key-check';

/**
 * Lets through the Import service with a Bearer token of its own for our application, and whoever SetupKeyGuard lets through; the
 * portal's pages call the same routes. Anybody else gets 401 with an empty body.
 */
@Injectable()
export class ImportCallerGuard implements CanActivate {
  constructor(
    private readonly tokens: ImportTokens,
    private readonly setupKey: SetupKeyCheck,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const { authorization = '' } = request.headers;
    const [, token] = /^Bearer +([A-Za-z0-9._-]+) *$/i.exec(authorization) ?? [];
    if (token !== undefined) {
      await this.tokens.check(token);
      return noteCaller(request, { kind: 'import-service', id: IMPORT_APP_ID });
    }
    const proof = basicProof(authorization);
    if (proof && (await this.setupKey.isKnownTo(proof, addressOf(request)))) {
      return noteCaller(request, { kind: 'setup-key' });
    }
    throw new NotAuthenticated();
  }
}
