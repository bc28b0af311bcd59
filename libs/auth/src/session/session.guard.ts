import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Request } from 'express';

import { type SessionKind } from './admin-sessions';
import { SessionCheck } from './session-check';

/** `@MayCall('admin', 'examiner')` of a handler behind {@link SessionGuard}: whose sessions may call it. */
export const MayCall = Reflector.createDecorator<readonly [SessionKind, ...SessionKind[]]>();

/**
 * Lets through whom the handler's {@link MayCall} names; nobody, where there is none. Without a session 401 with an empty body, else 403;
 * also 403 for a request that changes something without the session's CSRF token in `x-csrf-token`.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly check: SessionCheck,
    private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): Promise<boolean> {
    const kinds = this.kindsOf(context.getHandler()) ?? [];
    return this.check.allow(context.switchToHttp().getRequest<Request>(), kinds);
  }

  private kindsOf(handler: ReturnType<ExecutionContext['getHandler']>) {
    return this.reflector.get<readonly SessionKind[] | undefined>(MayCall.KEY, handler);
  }
}
