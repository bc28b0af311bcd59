import { randomUUID } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { type Options, type ReqId } from 'pino-http';

import { loggedPath } from './logged-path';
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
    customSuccessObject: (request, response, line: object) => ({
      ...line,
      path: loggedPath(request, response.statusCode),
    }),
    customErrorObject: (request, response, _error, line: object) => ({
      ...line,
      path: loggedPath(request, response.statusCode),
    }),
    autoLogging: { ignore: (request) => (request.url ?? '').startsWith('/health') },
  };
}

/** Its path is told at the end, when it is known whether it is one of ours. */
function serializeRequest(request: IncomingMessage & { id: unknown }) {
  return { id: request.id, method: request.method };
}
