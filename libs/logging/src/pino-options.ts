import { randomUUID } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { isAppError } from '@app/domain';
import pino from 'pino';
import { type Options } from 'pino-http';

/** What may carry a secret, wherever it stands; our own code logs none of it, this is the second net. */
const REDACTED = [
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
  '*.BlobSasUri',
  '*.sealedSink',
  '*.secret',
  '*.token',
];

/** Settings of the logger; every line of a request carries its `req.id`. */
export function pinoOptions(level: string): Options {
  return {
    level,
    redact: { paths: REDACTED, censor: '[redacted]' },
    genReqId: () => randomUUID(),
    serializers: { err: serializeError, req: serializeRequest },
    quietReqLogger: true,
    autoLogging: { ignore: (request) => (request.url ?? '').startsWith('/health') },
  };
}

/** The path only: query strings may hold what is not to be logged. */
function serializeRequest(request: IncomingMessage & { id: unknown }) {
  return { id: request.id, method: request.method, path: request.url?.split('?')[0] };
}

/**
 * An expected error by its code and details, its cause by name and message; an unexpected one with its stack. An SDK's own error holds
 * its whole request, so it is never logged as it is.
 */
function serializeError(error: Error): object {
  if (!isAppError(error)) return pino.stdSerializers.err(plainError(error));
  const { code, fault, message, details, cause } = error;
  return {
    code,
    fault,
    message,
    details,
    cause: cause instanceof Error ? plainError(cause) : undefined,
  };
}

function plainError({ name, message, stack }: Error): Error {
  const plain = new Error(withoutQueries(message));
  plain.name = name;
  plain.stack = withoutQueries(stack ?? '');
  return plain;
}

/** Error texts may quote URLs and paths, and their queries hold signatures. */
function withoutQueries(text: string): string {
  return text.replace(/(\/[^\s?"']*)\?[^\s"']+/g, '$1?[redacted]');
}
