import { createHash } from 'node:crypto';
import { type ItemSink, type TaskFolder } from '@app/blob-export';
import { type AppError, type Secret } from '@app/domain';
import { CrashPoint } from '@testing/domain';

/** Containers in memory, by path. */
export class FakeItemSink implements ItemSink {
  readonly blobs = new Map<string, Buffer>();
  /** Thrown by the next uploads, one each. */
  failures: AppError[] = [];
  /** Every upload there was, repeated ones too. */
  uploads = 0;
  /** Called at every upload: time goes by, others do their work. */
  onUpload: () => unknown = () => undefined;

  constructor(private readonly crash = new CrashPoint()) {}

  check(): void {
    // Every container is one to write to.
  }

  open(_: Secret, jobId: string, taskId: string): TaskFolder {
    return {
      put: async (fileName, content, { signal } = {}) => {
        signal?.throwIfAborted();
        const failure = this.failures.shift();
        if (failure) throw failure;
        await this.onUpload();
        const bytes = Buffer.concat(await Array.fromAsync(content));
        this.uploads += 1;
        this.crash.write(() => this.blobs.set(`${jobId}/${taskId}/${fileName}`, bytes));
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        return { fileName, bytes: bytes.length, sha256 };
      },
    };
  }
}
