import { type NextFunction, type Request, type RequestHandler, type Response } from 'express';

/** App Service writes a client's address with its port, which would make every connection a caller of its own. */
export function forwardedWithoutPorts(request: Request, _: Response, next: NextFunction): void {
  const { headers } = request;
  const forwarded = headers['x-forwarded-for'];
  if (typeof forwarded === 'string') {
    headers['x-forwarded-for'] = forwarded.split(',').map(withoutPort).join(', ');
  }
  next();
}

/**
 * Says once that a proxy stands before us which we are not told to trust: everybody then has the proxy's address, and one who guesses keeps all
 * others out.
 */
export function tellOfProxies(
  trustedProxies: number,
  warn: (text: string) => void,
): RequestHandler {
  let isQuiet = trustedProxies > 0;
  return ({ headers }, _response, next) => {
    if (!isQuiet && headers['x-forwarded-for'] !== undefined) {
      isQuiet = true;
      warn(
        'Requests come through a proxy (X-Forwarded-For), but TRUSTED_PROXIES is 0: all callers count as one address. Set it to the number of proxies.',
      );
    }
    next();
  };
}

function withoutPort(address: string): string {
  return address.trim().replace(/^(?:\[(.+)\]|([\d.]+))(?::\d+)?$/, '$1$2');
}
