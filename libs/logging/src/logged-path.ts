import { type IncomingMessage } from 'node:http';
import { z } from 'zod';

/** As Express notes it: the address as it came, and the route that took it. */
const takenSchema = z.object({
  url: z.string().default('/'),
  originalUrl: z.string().optional(),
  route: z.object({ path: z.string() }).optional().catch(undefined),
});

/**
 * What the log tells of an address: the path, where one of our routes took it and could use it; else only what cannot be anybody's secret,
 * pasted into an address by mistake: the route's own pattern, or the first part where there is no such route. Never the query.
 */
export function loggedPath(request: IncomingMessage, statusCode: number): string {
  const { url, originalUrl = url, route } = takenSchema.parse(request);
  const [path = '/'] = originalUrl.split('?');
  const isOurs = route !== undefined && !route.path.includes('*');
  if (isOurs) return statusCode < 400 ? path : route.path;
  const [, first = '', ...rest] = path.split('/');
  return rest.length > 0 ? `/${first}/…` : `/${first}`;
}
