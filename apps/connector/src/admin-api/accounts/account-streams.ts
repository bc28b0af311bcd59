import { Injectable } from '@nestjs/common';
import { type Actor, Clock, type OptionalStream, optionalStreams } from '@app/domain';
import { AccountTurn, StreamChoices } from '@app/jobs';

import { AuditTrail } from '../../audit/audit-trail';
import { Accounts } from './accounts';

/** Streams to switch on or off; one that is absent stays as it is. */
export type StreamSwitches = Partial<Record<OptionalStream, boolean>>;

/** What is archived of an account besides its own posts. */
@Injectable()
export class AccountStreams {
  constructor(
    private readonly accounts: Accounts,
    private readonly choices: StreamChoices,
    private readonly turn: AccountTurn,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Noted in the audit log before it is done, with what was on before and what is after, so that nothing changes without an event. What
   * changes nothing leaves none. Rejects with `accounts.unknown`.
   */
  async switch(accountId: string, switches: StreamSwitches, caller: Actor): Promise<void> {
    await this.turn.take(accountId, async () => {
      await this.accounts.get(accountId);
      const before = await this.choices.of(accountId);
      const after = optionalStreams.filter((each) => switches[each] ?? before.includes(each));
      if (after.join() !== before.join()) await this.change(accountId, { before, after }, caller);
      return after;
    });
  }

  private async change(
    accountId: string,
    { before, after }: Record<'before' | 'after', OptionalStream[]>,
    caller: Actor,
  ): Promise<void> {
    const action = 'account.streams-changed';
    const details = { before: listed(before), after: listed(after) };
    await this.audit.done(caller, action, accountId, details);
    await this.choices.set(accountId, after, this.clock.now()).catch(async (error: unknown) => {
      await this.audit.refused(caller, action, 'not-stored', { accountId, ...details });
      throw error;
    });
  }
}

function listed(streams: readonly OptionalStream[]): string {
  return ['posts', ...streams].join(', ');
}
