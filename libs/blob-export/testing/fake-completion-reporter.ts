import { type Completion, type CompletionReporter } from '@app/blob-export';
import { type AppError, type EntraCredentials } from '@app/domain';
import { CrashPoint } from '@testing/domain';

/** An Event API in memory: remembers every call it accepted. */
export class FakeCompletionReporter implements CompletionReporter {
  readonly accepted: (Completion & { jobId: string })[] = [];
  /** Thrown by the next calls, one each. */
  failures: AppError[] = [];
  /** Called after each accepted call, before its answer arrives. */
  onReport: () => unknown = () => undefined;

  constructor(private readonly crash = new CrashPoint()) {}

  async report(
    _: EntraCredentials,
    jobId: string,
    completion: Completion,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<void> {
    await Promise.resolve();
    signal?.throwIfAborted();
    const failure = this.failures.shift();
    if (failure) throw failure;
    this.crash.write(() => this.accepted.push({ jobId, ...completion }));
    await this.onReport();
  }
}
