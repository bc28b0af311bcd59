import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';

/** A file somewhere else, of which any part can be read. */
export interface SeekableFile {
  readonly bytes: number;
  /** The bytes from `from` up to, without, `to`. */
  read(from: number, to: number): Promise<Uint8Array>;
}

/** The directory and the head of each file are read in small pieces: a window of the file is fetched for them. */
const WINDOW_BYTES = 256 * 1024;
const WINDOWS = 16;
/** Of a large file inside so much is read at once. */
const PIECE_BYTES = 4 * 1024 * 1024;

/** Lets the zip reader read a file by ranges; at most some megabytes of it are in memory. */
export class SeekableReader extends RandomAccessReader {
  /** By number, the one used last at the end. */
  private readonly windows = new Map<number, Promise<Uint8Array>>();

  constructor(private readonly file: SeekableFile) {
    super();
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.fill(buffer.subarray(offset, offset + length), position).then(
      () => callback(null),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.pieces(start, end));
  }

  private async fill(target: Uint8Array, position: number): Promise<void> {
    for (let filled = 0; filled < target.length;) {
      const at = position + filled;
      const piece = await this.fromWindow(at, position + target.length);
      if (piece.length === 0) throw new Error(`The file ends before byte ${at}.`);
      target.set(piece, filled);
      filled += piece.length;
    }
  }

  /** What a window already holds is not asked for again; the rest comes in large pieces. */
  private async *pieces(start: number, end: number): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end;) {
      const isSmall = end - at <= WINDOW_BYTES;
      const isThere = this.windows.has(numberOf(at));
      const piece =
        isSmall || isThere
          ? await this.fromWindow(at, end)
          : await this.file.read(at, Math.min(at + PIECE_BYTES, end));
      if (piece.length === 0) throw new Error(`The file ends before byte ${at}.`);
      yield piece;
      at += piece.length;
    }
  }

  /** From `from` on, up to `to` or the end of the window. */
  private async fromWindow(from: number, to: number): Promise<Uint8Array> {
    const number = numberOf(from);
    const begins = number * WINDOW_BYTES;
    const window = await this.window(number);
    return window.subarray(from - begins, to - begins);
  }

  private window(number: number): Promise<Uint8Array> {
    const begins = number * WINDOW_BYTES;
    const ends = Math.min(begins + WINDOW_BYTES, this.file.bytes);
    const window = this.windows.get(number) ?? this.file.read(begins, ends);
    this.windows.delete(number);
    this.windows.set(number, window);
    window.catch(() => this.windows.delete(number));
    const [oldest] = this.windows.keys();
    if (this.windows.size > WINDOWS && oldest !== undefined) this.windows.delete(oldest);
    return window;
  }
}

function numberOf(position: number): number {
  return Math.floor(position / WINDOW_BYTES);
}
