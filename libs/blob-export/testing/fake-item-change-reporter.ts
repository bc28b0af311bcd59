import { type ItemChange, type ItemChangeReporter } from '@app/blob-export';
import { type AppError, type EntraCredentials } from '@app/domain';

/** An Event API in memory: remembers every change it was told. */
export class FakeItemChangeReporter implements ItemChangeReporter {
  readonly told: (ItemChange & { jobId: string })[] = [];
  /** Thrown by the next calls, one each. */
  failures: AppError[] = [];

  async report(
    _: EntraCredentials,
    jobId: string,
    changes: readonly ItemChange[],
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<void> {
    await Promise.resolve();
    signal?.throwIfAborted();
    const failure = this.failures.shift();
    if (failure) throw failure;
    this.told.push(...changes.map((change) => ({ jobId, ...change })));
  }
}
