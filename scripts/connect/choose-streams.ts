import { type INestApplicationContext } from '@nestjs/common';
import { type Actor, Clock, type OptionalStream } from '@app/domain';
import { AccountTurn, StreamChoices } from '@app/jobs';

import { AuditTrail } from '../../apps/connector/src/audit/audit-trail';

/** Has exactly these streams archived of an account, and notes that in the audit log first. */
export async function chooseStreams(
  app: INestApplicationContext,
  accountId: string,
  streams: readonly OptionalStream[],
  actor: Actor,
): Promise<void> {
  const choices = app.get(StreamChoices);
  await app.get(AccountTurn).take(accountId, async () => {
    const before = await choices.of(accountId);
    if (before.join() === streams.join()) return before;
    const details = { before: listed(before), after: listed(streams) };
    await app.get(AuditTrail).done(actor, 'account.streams-changed', accountId, details);
    return choices.set(accountId, streams, app.get(Clock).now());
  });
}

function listed(streams: readonly OptionalStream[]): string {
  return ['posts', ...streams].join(', ');
}
