import { type Completion, type CompletionReporter, type DeliveredItem } from '@app/blob-export';
import { type AppError, type EntraCredentials } from '@app/domain';
import { CrashPoint } from '@testing/domain';

/** An Event API in memory: remembers every call it accepted. */
export class FakeCompletionReporter implements CompletionReporter {
  readonly accepted: (Omit<Completion, 'items'> & { jobId: string; items: DeliveredItem[] })[] = [];
  /** Thrown by the next calls, one each. */
  failures: AppError[] = [];
  /** Called after each accepted call, before its answer arrives. */
  onReport: () => unknown = () => undefined;

  constructor(private readonly crash = new CrashPoint()) {}

  async report(
    _: EntraCredentials,
    jobId: string,
    { items, ...completion }: Completion,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<void> {
    await Promise.resolve();
    signal?.throwIfAborted();
    const failure = this.failures.shift();
    if (failure) throw failure;
    const told = { jobId, ...completion, items: await Array.fromAsync(items()) };
    this.crash.write(() => this.accepted.push(told));
    await this.onReport();
  }
}
