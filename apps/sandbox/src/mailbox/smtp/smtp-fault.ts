import { type Socket } from 'node:net';

import { type Fault } from '../../core/fault';

/** For now: https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3 */
const LOCAL_ERROR = 451;
const CLOSING = 421;

/**
 * What a mail server in trouble does instead of taking a message. False when there is no answer: it hangs, or the connection is gone, with
 * `truncate` after the message has been stored. Throws what is answered otherwise.
 */
export function applySmtpFault(fault: Fault, socket: Socket | undefined): boolean {
  switch (fault.kind) {
    case 'hang':
      return false;
    case 'reset':
    case 'truncate':
      socket?.destroy();
      return false;
    case 'rate_limit':
      throw refusal(CLOSING);
    case 'status':
    case 'html':
      throw refusal(fault.status ?? LOCAL_ERROR);
    default:
      throw refusal(LOCAL_ERROR);
  }
}

function refusal(responseCode: number): Error {
  return Object.assign(new Error('Made to fail by the sandbox'), { responseCode });
}
