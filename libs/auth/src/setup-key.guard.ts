import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { AadConfig } from '@app/config';
import { type Request } from 'express';

import { NotAuthenticated } from './not-authenticated';
import { SetupKeySource } from './setup-key-source';

/**
 * Lets through who knows the tenant id and the APISecretKey (`Authorization: Basic base64(tenantId:APISecretKey)`; the
 * key may hold colons). Anybody else gets 401 with an empty body: not told what was wrong, nor by how long it took.
 */
@Injectable()
export class SetupKeyGuard implements CanActivate {
  constructor(
    private readonly config: AadConfig,
    private readonly key: SetupKeySource,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { authorization = '' } = context.switchToHttp().getRequest<Request>().headers;
    const given = credentialsIn(authorization);
    const apiSecretKey = await this.key.find();
    const tenantIsRight = isSame(given.user.toLowerCase(), this.config.tenantId.toLowerCase());
    const keyIsRight = isSame(given.password, apiSecretKey?.reveal() ?? '');
    if (apiSecretKey && tenantIsRight && keyIsRight) return true;
    throw new NotAuthenticated();
  }
}

function credentialsIn(authorization: string): { user: string; password: string } {
  const [, encoded = ''] = /^Basic +([A-Za-z0-9+/=_-]+) *$/i.exec(authorization) ?? [];
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0
    ? { user: '', password: '' }
    : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** Takes as long for a wrong text as for the right one. */
function isSame(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
