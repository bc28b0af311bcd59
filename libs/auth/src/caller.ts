import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Actor } from '@app/domain';
import { type Request } from 'express';

const callers = new WeakMap<Request, Actor>();

/** Notes who a request comes from; each guard does it for whom it lets in. */
export function noteCaller(request: Request, caller: Omit<Actor, 'ip'>): true {
  callers.set(request, { ...caller, ip: addressOf(request) });
  return true;
}

/** Who a guarded request comes from, for the audit log. Throws when no guard has let it in. */
export function callerOf(request: Request): Actor {
  const caller = callers.get(request);
  if (caller) return caller;
  throw new Error('This route has no guard that knows its callers.');
}

/** `@Caller() caller: Actor` of a guarded handler. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<Request>()),
);

/** Where a request comes from, as far as the trusted proxies tell. */
export function addressOf(request: Request): string {
  return request.ip ?? '';
}
