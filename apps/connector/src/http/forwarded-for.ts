import { type NextFunction, type Request, type Response } from 'express';

/** App Service writes a client's address with its port, which would make every connection a caller of its own. */
export function forwardedWithoutPorts(request: Request, _: Response, next: NextFunction): void {
  const { headers } = request;
  const forwarded = headers['x-forwarded-for'];
  if (typeof forwarded === 'string') {
    headers['x-forwarded-for'] = forwarded.split(',').map(withoutPort).join(', ');
  }
  next();
}

function withoutPort(address: string): string {
  return address.trim().replace(/^(?:\[(.+)\]|([\d.]+))(?::\d+)?$/, '$1$2');
}
