import { hostname } from 'node:os';
import { type Actor } from '@app/domain';

/** Who runs a command, for the audit log. */
export function operator(command: string): Actor {
  const user = process.getuid?.() ?? 'unknown';
  return { kind: 'operator', id: `user ${user}`, name: `${command} at ${hostname()}` };
}
