import { type Server } from 'node:http';

const SECOND_MS = 1000;

/**
 * How long and how many callers may hold on to the connector: whoever sends byte by byte, or opens connections and says nothing, is
 * cut off before others wait for him. Headers of more than 16 KB are refused by Node itself.
 */
export const SERVER_LIMITS = {
  /** From the first byte to the last header. */
  headersTimeout: 10 * SECOND_MS,
  /** With the body: a block of an upload (8 MB) comes over 300 kbit/s in this time. */
  requestTimeout: 5 * 60 * SECOND_MS,
  /** Between two requests of one connection. */
  keepAliveTimeout: 10 * SECOND_MS,
  /** A connection on which nothing moves, in either direction. */
  timeout: 2 * 60 * SECOND_MS,
  maxConnections: 2000,
  maxHeadersCount: 100,
} as const satisfies Partial<Server>;

export function limitServer(server: Server): void {
  Object.assign(server, SERVER_LIMITS);
}
