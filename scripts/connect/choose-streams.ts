import { type INestApplicationContext } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Clock, type OptionalStream } from '@app/domain';
import { StreamChoices } from '@app/jobs';

import { operator } from '../local/operator';

/** Has exactly these streams archived of an account, and notes that in the audit log first. */
export async function chooseStreams(
  app: INestApplicationContext,
  accountId: string,
  streams: readonly OptionalStream[],
): Promise<void> {
  const choices = app.get(StreamChoices);
  const before = await choices.of(accountId);
  if (before.join() === streams.join()) return;
  const at = app.get(Clock).now();
  const listed = (chosen: readonly OptionalStream[]) => ['posts', ...chosen].join(', ');
  await app.get(AuditLog).append({
    at,
    actor: operator('connect-account'),
    action: 'account.streams-changed',
    subject: accountId,
    result: 'done',
    details: { before: listed(before), after: listed(streams) },
  });
  await choices.set(accountId, streams, at);
}
