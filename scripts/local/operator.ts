import { hostname, userInfo } from 'node:os';
import { type Actor } from '@app/domain';

/** Who runs a command, for the audit log. */
export function operator(command: string): Actor {
  return { kind: 'operator', id: userNumber(), name: `${command} at ${hostname()}` };
}

/** Of whoever runs a command; in a container, a user may have a number and no name. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return userNumber();
  }
}

function userNumber(): string {
  return `user ${process.getuid?.() ?? 'unknown'}`;
}
