import { type Response } from 'express';

import { type Fault } from './fault-plan';

/**
 * Answers as a service in trouble does. False for `empty_page`, which is for the handler to make; `body` is what a whole
 * answer would be, for the one that is cut; its headers are those the response has already.
 */
export function applyFault(
  fault: Fault,
  response: Response,
  body: string | Buffer = '{"data":[]}',
): boolean {
  switch (fault.kind) {
    case 'empty_page':
      return false;
    case 'hang':
      return true;
    case 'reset':
      response.socket?.destroy();
      return true;
    case 'truncate':
      truncate(Buffer.from(body), response);
      return true;
    case 'html':
      response
        .status(fault.status ?? 503)
        .type('html')
        .send('<html><body>Over capacity</body></html>');
      return true;
    case 'status':
    case 'rate_limit':
      refuse(fault, response);
      return true;
  }
}

function truncate(body: Buffer, response: Response): void {
  if (!response.hasHeader('content-type')) response.type('json');
  response.set('content-length', String(body.length));
  response.write(body.subarray(0, body.length / 2), () => response.socket?.destroy());
}

function refuse(fault: Fault, response: Response): void {
  const status = fault.kind === 'rate_limit' ? 429 : (fault.status ?? 500);
  if (fault.kind === 'rate_limit' && fault.headers) {
    const reset = Math.ceil(Date.now() / 1000) + 2;
    response.set({
      'x-rate-limit-limit': '900',
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': `${reset}`,
    });
  }
  const title = status === 429 ? 'Too Many Requests' : 'Made to fail by the sandbox';
  const problem = { title, detail: title, type: 'about:blank', status };
  const body = fault.code ? { errors: [{ code: fault.code, message: title }] } : problem;
  response.status(status).type('application/problem+json').send(JSON.stringify(body));
}
