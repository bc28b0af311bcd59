import { Injectable } from '@nestjs/common';
import { type AppErrorCode } from '@app/domain';
import { StreamChoices } from '@app/jobs';

import { AccountCapture } from './account-capture';
import { type CaptureOutcome } from './capture-outcome';
import { type CaptureRequest } from './capture-request';
import { ChangeNotices } from './recheck/change-notices';

export type StreamResult = { stream: NonNullable<CaptureRequest['stream']> } & (
  { outcome: CaptureOutcome } | { error: unknown }
);

/** Captures all that an admin wants captured of an account. */
@Injectable()
export class AccountStreams {
  constructor(
    private readonly capture: AccountCapture,
    private readonly choices: StreamChoices,
    private readonly notices: ChangeNotices,
  ) {}

  /**
   * The account's own posts, then each stream that is switched on; then what is archived is looked at again, and the Import
   * service told what changed. One that fails keeps no other back. Rejects with the signal's
   * reason, or `jobs.unavailable` when it cannot be told what is switched on.
   */
  async *run(request: Omit<CaptureRequest, 'stream'>): AsyncGenerator<StreamResult> {
    const chosen = await this.choices.of(request.accountId);
    for (const stream of ['posts', ...chosen, 'deletions'] as const) {
      request.signal?.throwIfAborted();
      yield { stream, ...(await this.runOne({ ...request, stream })) };
    }
    yield* this.tellChanges(request);
  }

  /** Makes an account wait that has no keys to be read with. */
  parkForKeys(accountId: string, reason: AppErrorCode): Promise<void> {
    return this.capture.parkForKeys(accountId, reason);
  }

  private async *tellChanges({
    accountId,
    signal,
  }: Omit<CaptureRequest, 'stream'>): AsyncGenerator<StreamResult> {
    try {
      await this.notices.tell(accountId, signal);
    } catch (error) {
      signal?.throwIfAborted();
      yield { stream: 'deletions', error };
    }
  }

  private async runOne(
    request: CaptureRequest,
  ): Promise<{ outcome: CaptureOutcome } | { error: unknown }> {
    try {
      return { outcome: await this.capture.run(request) };
    } catch (error) {
      request.signal?.throwIfAborted();
      return { error };
    }
  }
}
