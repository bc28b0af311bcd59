import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type Request } from 'express';

import { addressOf, noteCaller } from '../caller';
import { NotAuthenticated } from '../not-authenticated';
import { basicProof, SetupKeyCheck } from './setup-key-check';

/**
 * Lets through who knows the tenant id and the APISecretKey (`Authorization: Basic base64(tenantId:APISecretKey)`). Anybody else gets
 * 401 with an empty body: not told what was wrong, nor by how long it took; who goes on trying gets 429.
 */
@Injectable()
export class SetupKeyGuard implements CanActivate {
  constructor(private readonly check: SetupKeyCheck) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const proof = basicProof(request.headers.authorization);
    if (proof && (await this.check.isKnownTo(proof, addressOf(request)))) {
      return noteCaller(request, { kind: 'setup-key' });
    }
    throw new NotAuthenticated();
  }
}
