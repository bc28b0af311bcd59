import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type Request } from 'express';

import { SessionCheck } from './session-check';

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<Request>();

/**
 * Lets through who is signed in with the app role Connector.Admin. Without a session 401 with an empty body, else 403; also 403 for a
 * request that changes something without the session's CSRF token in `x-csrf-token`.
 */
@Injectable()
export class AdminGuard implements CanActivate {
  constructor(private readonly check: SessionCheck) {}

  canActivate(context: ExecutionContext): Promise<boolean> {
    return this.check.allow(requestOf(context), ['admin']);
  }
}

/** As AdminGuard, and also who has come in by tenant id and APISecretKey. */
@Injectable()
export class AdminOrBootstrapGuard implements CanActivate {
  constructor(private readonly check: SessionCheck) {}

  canActivate(context: ExecutionContext): Promise<boolean> {
    return this.check.allow(requestOf(context), ['admin', 'bootstrap']);
  }
}

/** As AdminGuard, for whoever has a session of any kind. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(private readonly check: SessionCheck) {}

  canActivate(context: ExecutionContext): Promise<boolean> {
    return this.check.allow(requestOf(context), ['admin', 'bootstrap', 'no-role']);
  }
}
