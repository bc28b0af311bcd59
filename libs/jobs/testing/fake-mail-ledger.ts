import { type HandledMessage, type MailLedger, type MailMonth, monthWith } from '@app/jobs';
import { CrashPoint } from '@testing/domain';

/** A ledger in memory. */
export class FakeMailLedger implements MailLedger {
  private readonly messages = new Map<string, Map<string, HandledMessage>>();

  constructor(private readonly crash = new CrashPoint()) {}

  months(accountId: string): Promise<MailMonth[]> {
    this.crash.read();
    const mine = [...this.messages].filter(([key]) => key.startsWith(`${accountId}/`)).sort();
    const months = mine.map(([key, messages]) =>
      [...messages.values()].reduce((sum, each) => monthWith(sum, undefined, each), {
        month: key.slice(accountId.length + 1),
        delivered: 0,
        parked: 0,
      }),
    );
    return Promise.resolve(months);
  }

  async *list(accountId: string, month: string): AsyncGenerator<HandledMessage> {
    await Promise.resolve();
    this.crash.read();
    yield* [...this.monthOf(accountId, month).values()];
  }

  async note(accountId: string, month: string, message: HandledMessage): Promise<void> {
    await Promise.resolve();
    const messages = this.monthOf(accountId, month);
    if (messages.get(message.id)?.state === 'delivered') return;
    this.crash.write(() => {
      messages.set(message.id, message);
      this.messages.set(`${accountId}/${month}`, messages);
    });
  }

  private monthOf(accountId: string, month: string): Map<string, HandledMessage> {
    return this.messages.get(`${accountId}/${month}`) ?? new Map<string, HandledMessage>();
  }
}
