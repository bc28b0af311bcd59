import { type PostEntry, spool, type Spooled } from '@app/archive';
import { AppError, type AppErrorCode, Clock, isAppError, type PostId } from '@app/domain';
import { MailLedger } from '@app/jobs';
import { type MailDelivered, type MailSession } from '@app/mail-export';
import { Injectable } from '@nestjs/common';

import { type ArchivedAccount, EntryConversion } from '../entry-conversion';
import { isFaultOfOnePost } from '../fault-of-one-post';
import { type DueMessage, MailBacklog } from './mail-backlog';
import { MailLogin } from './mail-login';
import { MailSetbacks } from './mail-setbacks';
import { messageKeyOf } from './message-key';

/** Others have their turn then; a minute's or two's work. */
const MOST_IN_A_RUN = 1000;
/** So many of them in a row are no accident of single messages. */
const SYSTEMIC_FAILURES = 10;
/** So often may a message fail with what should pass, while others are taken, before it is put aside. */
const MOST_TRIES = 5;

export interface ParkedMessage {
  postId: PostId;
  code: AppErrorCode;
  reason: string;
}

interface Fault {
  entry: PostEntry;
  error: AppError;
  /** That it is no fault of the server is known. */
  isAlone: boolean;
}

export interface MailRun {
  delivered: number;
  /** Of them, those that the mailbox had before. */
  known: number;
  parked: ParkedMessage[];
  /** The run stopped for others to have their turn. */
  isMore: boolean;
}

/** Hands what is archived of an account to the mail server, the oldest first, and notes each message. */
@Injectable()
export class MailDelivery {
  private readonly setbacks = new MailSetbacks();

  constructor(
    private readonly backlog: MailBacklog,
    private readonly conversion: EntryConversion,
    private readonly login: MailLogin,
    private readonly ledger: MailLedger,
    private readonly clock: Clock,
  ) {}

  /**
   * Delivers what is due, `atMost` so many messages. Whatever it dies of, the next run goes on: only the one message that was accepted
   * and not yet noted is handed over again, with the same Message-ID. A fault of one message parks it; ten in a row,
   * and whatever concerns all messages, reject. What failed comes after the others in later runs, and is parked
   * when it fails on though those are taken.
   */
  async run(
    account: ArchivedAccount,
    signal: AbortSignal,
    { atMost = MOST_IN_A_RUN }: { atMost?: number } = {},
  ): Promise<MailRun> {
    const run: MailRun = { delivered: 0, known: 0, parked: [], isMore: false };
    const session = await this.login.open();
    // Noted when another is delivered after them, or nothing is left: with ten in a row it may be the server that is at fault.
    const faults: Fault[] = [];
    try {
      for await (const due of this.setbacks.inOrder(this.backlog.due(account.accountId), idOf)) {
        signal.throwIfAborted();
        run.isMore = run.delivered + run.parked.length + faults.length === atMost;
        if (run.isMore) break;
        const handed = await this.handOver(account, due, session, signal);
        if (typeof handed === 'string') {
          await this.noteDelivered(due, handed, run);
          await this.park(faults.splice(0), run);
        } else if (handed.isAlone) await this.park([handed], run);
        else faults.push(handed);
        if (faults.length === SYSTEMIC_FAILURES) throw systemic(faults);
      }
      await this.park(faults, run);
      if (!run.isMore) this.backlog.endLook(account.accountId);
    } finally {
      await session.close();
    }
    return run;
  }

  /** Resolves with what may be a fault of this message alone. */
  private async handOver(
    account: ArchivedAccount,
    due: DueMessage,
    session: MailSession,
    signal: AbortSignal,
  ): Promise<MailDelivered | Fault> {
    const { entry, wasPutAside } = due;
    try {
      return await this.deliver(account, entry, session, signal);
    } catch (error) {
      const isPassing = isAppError(error, 'mail.unavailable');
      if (!isPassing && !isFaultOfOneMessage(error)) throw error;
      const times = this.setbacks.count(idOf(due));
      if (isPassing && times < MOST_TRIES) throw error;
      // Those put aside are due together, before what is new: refused again, they tell nothing of the server.
      return { entry, error, isAlone: wasPutAside || times > 1 };
    }
  }

  /** Made as a whole before the server hears of it: what cannot be made breaks no connection. Memory does not grow with it. */
  private async deliver(
    account: ArchivedAccount,
    entry: PostEntry,
    session: MailSession,
    signal: AbortSignal,
  ): Promise<MailDelivered> {
    const { message, content } = await this.conversion.message(account, entry);
    const { id: messageId, date } = message;
    return spool(content, (file) =>
      session.deliver({ messageId, bytes: file.bytes, date }, openedLate(file), { signal }),
    );
  }

  private async noteDelivered(due: DueMessage, how: MailDelivered, run: MailRun): Promise<void> {
    const { entry } = due;
    this.setbacks.forget(idOf(due), { isAccepted: how === 'accepted' });
    const { month, id } = messageKeyOf(entry);
    const message = { id, state: 'delivered', at: this.clock.now() } as const;
    await this.ledger.note(entry.accountId, month, message);
    run.delivered += 1;
    if (how === 'known') run.known += 1;
  }

  private async park(faults: readonly Fault[], run: MailRun): Promise<void> {
    for (const { entry, error } of faults) {
      const { month, id } = messageKeyOf(entry);
      const reason = error.message;
      const message = { id, state: 'parked', at: this.clock.now(), reason } as const;
      await this.ledger.note(entry.accountId, month, message);
      run.parked.push({ postId: entry.postId, code: error.code, reason });
    }
  }
}

function idOf({ entry }: DueMessage): string {
  return `${entry.accountId}/${messageKeyOf(entry).id}`;
}

/** A message that the mailbox has is never asked for its content: nothing is left open. */
async function* openedLate(file: Spooled): AsyncGenerator<Uint8Array> {
  yield* file.open();
}

function isFaultOfOneMessage(error: unknown): error is AppError {
  return (
    isFaultOfOnePost(error) ||
    isAppError(error, 'mail.message_refused') ||
    isAppError(error, 'mail.message_too_large')
  );
}

function systemic(faults: readonly Fault[]): AppError {
  const { entry, error } = faults.at(-1) ?? {};
  const postId = entry?.postId ?? '';
  return new AppError(
    isFaultOfOnePost(error) ? 'conversion.unreadable_post' : 'mail.refused',
    `${faults.length} messages in a row cannot be delivered; the last was of post ${postId}: ${error?.message ?? ''}`,
    { postId, ...(error && { code: error.code }) },
    { cause: error },
  );
}
