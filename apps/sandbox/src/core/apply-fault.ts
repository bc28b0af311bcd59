import { type Response } from 'express';

import { type Fault } from './fault';

const UNAVAILABLE = 503;

type OfBody = Extract<Fault, { kind: 'truncate' | 'cut_json' | 'wrong_length' }>;

/** Faults of what a whole answer would be: they are applied to it. */
export function isOfBody(fault: Fault): fault is OfBody {
  const { kind } = fault;
  return kind === 'truncate' || kind === 'cut_json' || kind === 'wrong_length';
}

/**
 * Answers as a service in trouble does. False for what the handler has to make itself; `body` is what a whole
 * answer would be, for those that are not; its headers are those the response has already.
 */
export function applyFault(
  fault: Fault,
  response: Response,
  body: string | Buffer = '{"data":[]}',
): boolean {
  switch (fault.kind) {
    case 'hang':
      return true;
    case 'reset':
      response.socket?.destroy();
      return true;
    case 'truncate':
    case 'cut_json':
    case 'wrong_length':
      spoil(fault, Buffer.from(body), response);
      return true;
    case 'html':
      sendPage(fault.status ?? UNAVAILABLE, response);
      return true;
    case 'rate_limit':
      limit(fault.headers, response);
      return true;
    case 'status':
      if (fault.retryAfter !== undefined) response.set('retry-after', `${fault.retryAfter}`);
      refuse(fault.status ?? 500, fault.code, response);
      return true;
    case 'revoked':
      refuse(401, undefined, response, 'Unauthorized');
      return true;
    case 'suspended':
      refuse(403, undefined, response, 'Forbidden', 'User has been suspended.');
      return true;
    default:
      return false;
  }
}

function spoil(fault: OfBody, body: Buffer, response: Response): void {
  if (!response.hasHeader('content-type')) response.type('json');
  const half = body.subarray(0, body.length / 2);
  const announce = (bytes: number) => response.set('content-length', String(bytes));
  const sendAndHangUp = (bytes: Buffer) => response.write(bytes, () => response.socket?.destroy());
  if (fault.kind === 'cut_json') announce(half.length).end(half);
  else if (fault.kind === 'truncate') {
    announce(body.length);
    sendAndHangUp(half);
  } else if (fault.longer) {
    announce(2 * body.length);
    sendAndHangUp(body);
  } else announce(half.length).end(body);
}

function sendPage(status: number, response: Response): void {
  response.status(status).type('html').send('<html><body>Over capacity</body></html>');
}

function limit(hasHeaders: boolean, response: Response): void {
  if (hasHeaders) {
    const reset = Math.ceil(Date.now() / 1000) + 2;
    response.set({
      'x-rate-limit-limit': '900',
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': `${reset}`,
    });
  }
  refuse(429, undefined, response, 'Too Many Requests');
}

function refuse(
  status: number,
  code: number | undefined,
  response: Response,
  title = status === 429 ? 'Too Many Requests' : 'Made to fail by the sandbox',
  detail = title,
): void {
  const problem = { title, detail, type: 'about:blank', status };
  const body = code ? { errors: [{ code, message: title }] } : problem;
  response.status(status).type('application/problem+json').send(JSON.stringify(body));
}
