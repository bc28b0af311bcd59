import { createHash } from 'node:crypto';
import { type ItemSink, type TaskFolder } from '@app/blob-export';
import { AppError, type Secret } from '@app/domain';
import { CrashPoint } from '@testing/domain';

/** Containers in memory, by path. What is no URI names one, too; a URI must be one that is written to. */
export class FakeItemSink implements ItemSink {
  readonly blobs = new Map<string, Buffer>();
  /** Thrown by the next uploads, one each. */
  failures: AppError[] = [];
  /** Every upload there was, repeated ones too. */
  uploads = 0;
  /** Called at every upload: time goes by, others do their work. */
  onUpload: () => unknown = () => undefined;

  constructor(private readonly crash = new CrashPoint()) {}

  check(container: Secret): void {
    const uri = URL.parse(container.reveal());
    if (!uri) return;
    if (!uri.searchParams.has('sig')) throw new AppError('export.sas_invalid', 'no signature');
    if (uri.protocol === 'https:' && uri.host.endsWith('.blob.core.windows.net')) return;
    throw new AppError('export.sas_host_not_allowed', 'This is no host of Azure.');
  }

  open(container: Secret, jobId: string, taskId: string): TaskFolder {
    this.check(container);
    return {
      put: async (fileName, content, { signal } = {}) => {
        signal?.throwIfAborted();
        const failure = this.failures.shift();
        if (failure) throw failure;
        await this.onUpload();
        const bytes = Buffer.concat(await Array.fromAsync(content));
        signal?.throwIfAborted();
        this.uploads += 1;
        this.crash.write(() => this.blobs.set(`${jobId}/${taskId}/${fileName}`, bytes));
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        return { fileName, bytes: bytes.length, sha256 };
      },
    };
  }
}
