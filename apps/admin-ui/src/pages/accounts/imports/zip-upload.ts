import { type ApiClient, pathOf } from '../../../api/api-client';
import { ApiProblem } from '../../../api/api-problem';
import { type ImportView } from '../../../api/types';
import { fingerprintOf } from './fingerprint';

/** `waiting`: the connection is broken, it is tried again soon. `sent` and `failed` are ends. */
export type UploadPhase = 'sending' | 'waiting' | 'paused' | 'sent' | 'failed';

export interface UploadStatus {
  phase: UploadPhase;
  fileName: string;
  bytes: number;
  sentBytes: number;
  /** Known once the upload has begun. */
  importId?: string;
  /** Why it has failed. */
  error?: unknown;
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
/** What passes: no answer, too many requests, and what a proxy or a service that starts anew says. */
const PASSING = [0, 408, 429, 500, 502, 503, 504];

type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/**
 * A zip on its way to the connector, one block after the other: of the file no more than a block is in memory. A broken connection, a
 * pause or another page of this browser costs one block at most; where it goes on, the connector says.
 */
export class ZipUpload {
  private current: UploadStatus;
  private readonly listeners = new Set<() => void>();
  private stopping = new AbortController();

  constructor(
    private readonly api: Pick<ApiClient, 'post' | 'putBytes'>,
    private readonly accountId: string,
    private readonly file: File,
    private readonly sleep: Sleep = sleepInBrowser,
  ) {
    const { name: fileName, size: bytes } = file;
    this.current = { phase: 'sending', fileName, bytes, sentBytes: 0 };
  }

  readonly status = (): UploadStatus => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Begins, or goes on after a pause. Resolves when it is sent, has failed, or was paused. */
  async start(): Promise<void> {
    this.stopping.abort();
    this.stopping = new AbortController();
    const { signal } = this.stopping;
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
      const before = this.current.sentBytes;
      try {
        this.tell({ phase: 'sending', error: undefined });
        await this.send(signal);
        this.tell({ phase: 'sent' });
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (!isPassing(error)) {
          this.tell({ phase: 'failed', error });
          return;
        }
      }
      if (this.current.sentBytes > before) waitMs = FIRST_WAIT_MS;
      this.tell({ phase: 'waiting' });
      if (!(await this.hasSlept(waitMs, signal))) return;
    }
  }

  pause(): void {
    this.stopping.abort();
    this.tell({ phase: 'paused' });
  }

  private async send(signal: AbortSignal): Promise<void> {
    const imports = pathOf`accounts/${this.accountId}/imports`;
    const { name: fileName, size: bytes } = this.file;
    const fingerprint = await fingerprintOf(this.file);
    const begun = await this.api.post<ImportView>(imports, { fileName, bytes, fingerprint });
    const { importId, upload } = begun;
    signal.throwIfAborted();
    if (upload) {
      this.tell({ importId, sentBytes: upload.receivedBytes });
      for (let index = upload.receivedBlocks; index < upload.blocks; index++) {
        const end = Math.min((index + 1) * upload.blockBytes, bytes);
        const block = this.file.slice(index * upload.blockBytes, end);
        await this.api.putBytes(`${imports}/${importId}/blocks/${String(index)}`, block, signal);
        this.tell({ sentBytes: end });
      }
    }
    await this.api.post<ImportView>(`${imports}/${importId}/finish`);
  }

  private async hasSlept(ms: number, signal: AbortSignal): Promise<boolean> {
    await this.sleep(ms, signal);
    return !signal.aborted;
  }

  private tell(change: Partial<UploadStatus>): void {
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener();
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof ApiProblem && PASSING.includes(error.status);
}

function sleepInBrowser(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((wake) => {
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      wake();
    });
  });
}
