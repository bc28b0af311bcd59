import { createHash } from 'node:crypto';

/** A stream that is counted and hashed while it passes; its start can be taken first. */
export class CountedBytes {
  isOver = false;
  private bytes = 0;
  private readonly hash = createHash('sha256');
  private readonly chunks: AsyncIterator<Uint8Array>;

  constructor(content: AsyncIterable<Uint8Array>) {
    this.chunks = content[Symbol.asyncIterator]();
  }

  /** The first chunks, until they make more than `limit` bytes or are all. */
  async takeUpTo(limit: number): Promise<Buffer> {
    const start: Uint8Array[] = [];
    while (this.bytes <= limit) {
      const chunk = await this.next();
      if (!chunk) break;
      start.push(chunk);
    }
    return Buffer.concat(start);
  }

  async *restAfter(start: Uint8Array): AsyncGenerator<Uint8Array> {
    try {
      yield start;
      for (let chunk = await this.next(); chunk; chunk = await this.next()) yield chunk;
    } finally {
      await this.chunks.return?.();
    }
  }

  /** What has passed: everything, once it is over. */
  get counted(): { bytes: number; sha256: string } {
    return { bytes: this.bytes, sha256: this.hash.copy().digest('hex') };
  }

  private async next(): Promise<Uint8Array | undefined> {
    const next = await this.chunks.next();
    if (next.done) {
      this.isOver = true;
      return undefined;
    }
    this.hash.update(next.value);
    this.bytes += next.value.length;
    return next.value;
  }
}
