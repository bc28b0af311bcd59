import { randomUUID } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { type Options, type ReqId } from 'pino-http';

import { serializeError } from './serialize-error';
import { withoutSecrets } from './without-secrets';

/** Settings of the logger; every line of a request carries its `req.id`. */
export function pinoOptions(level: string): Options {
  return {
    level,
    genReqId: ({ id }: { id?: ReqId }) => id ?? randomUUID(),
    serializers: { err: serializeError, req: serializeRequest },
    hooks: { streamWrite: withoutSecrets },
    quietReqLogger: true,
    autoLogging: { ignore: (request) => (request.url ?? '').startsWith('/health') },
  };
}

/** The path only: query strings may hold what is not to be logged. */
function serializeRequest(request: IncomingMessage & { id: unknown }) {
  return { id: request.id, method: request.method, path: request.url?.split('?')[0] };
}
