/**
 * Content on its way through a library that makes errors its own: remembers what its source failed with, so that it can be told as it
 * was.
 */
export class WatchedContent {
  private failure: { error: unknown } | undefined;

  constructor(private readonly source: AsyncIterable<Uint8Array>) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      yield* this.source;
    } catch (error) {
      this.failure = { error };
      throw new Error('The content cannot be had.', { cause: error });
    }
  }

  /** Throws what the source failed with, if it has. */
  throwIfFailed(): void {
    if (this.failure) throw this.failure.error;
  }
}
