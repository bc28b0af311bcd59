/** What became of a message: the mail server has it, or it was put aside. */
export interface HandledMessage {
  /** Of the archived version, unique within its month; letters, digits and dots. */
  id: string;
  state: 'delivered' | 'parked';
  at: Date;
  /** Why it was put aside. */
  reason?: string;
}

/** How many messages of a month (`yyyymm`, UTC, by the time of the post) were handled. */
export interface MailMonth {
  month: string;
  delivered: number;
  parked: number;
}

/**
 * Which messages of an account were delivered to the mail server, one by one, and how many there are: whatever the archive has more of
 * in a month is still to be delivered. Rejects with `jobs.unavailable`.
 */
export abstract class MailLedger {
  /** Months in which something was handled, in order. Never at odds with {@link list}. */
  abstract months(accountId: string): Promise<MailMonth[]>;

  /** The messages of a month, in no promised order. */
  abstract list(accountId: string, month: string): AsyncIterable<HandledMessage>;

  /** Notes one message; noted again, the later counts, but what is delivered stays delivered. Idempotent, safe when two do it at once. */
  abstract note(accountId: string, month: string, message: HandledMessage): Promise<void>;
}

/** What a month comes to when a message that was `known` so far is noted as it is in `next`. */
export function monthWith(
  { month, delivered, parked }: MailMonth,
  known: HandledMessage | undefined,
  next: HandledMessage,
): MailMonth {
  const change = (state: HandledMessage['state']) =>
    Number(next.state === state) - Number(known?.state === state);
  return { month, delivered: delivered + change('delivered'), parked: parked + change('parked') };
}
