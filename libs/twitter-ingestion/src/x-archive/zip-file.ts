import { crc32 } from 'node:zlib';
import { AppError, isAppError } from '@app/domain';
import { Entry, fromRandomAccessReaderPromise, openPromise, type ZipFile } from 'yauzl';

import { type SeekableFile, SeekableReader } from './seekable-file';
import { printable, unsafe, ZipRules } from './zip-rules';

/** All that is kept of an entry until it is read: an archive has as many as the account has media. */
type Place = Pick<
  Entry,
  | 'relativeOffsetOfLocalHeader'
  | 'compressedSize'
  | 'uncompressedSize'
  | 'compressionMethod'
  | 'generalPurposeBitFlag'
  | 'crc32'
>;

/**
 * A zip of which only wanted entries are ever read, each as a stream and nothing to disk. Every entry is checked before the first is
 * read: names that lead elsewhere, encryption, archives inside, and sizes that lie are refused with `import.unsafe_archive`.
 */
export class ZipArchive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly places: ReadonlyMap<string, Place>,
  ) {}

  /** A file by its path, or one somewhere else. What that rejects with in our words is passed on. */
  static async open(
    file: string | SeekableFile,
    isWanted: (name: string) => boolean,
  ): Promise<ZipArchive> {
    const zip = await openZip(file);
    try {
      return new ZipArchive(zip, await placesOf(zip, isWanted));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  get names(): string[] {
    return [...this.places.keys()];
  }

  has(name: string): boolean {
    return this.places.has(name);
  }

  /** The entry's bytes; throws `import.unreadable_archive` when they are damaged, at the end at the latest. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const place = this.places.get(name);
    if (!place) throw unreadable('a file is missing', name);
    let sum = 0;
    try {
      const stream = await this.zip.openReadStreamPromise(Object.assign(new Entry(), place));
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (error) {
      if (isAppError(error)) throw error;
      if (/too many bytes/.test(String(error))) {
        throw unsafe('an entry is larger than it says', name, error);
      }
      throw unreadable('an entry is damaged', name, error);
    }
    if (sum !== place.crc32) throw unreadable('an entry is damaged', name);
  }

  close(): void {
    this.zip.close();
  }
}

export function unreadable(why: string, name: string, cause?: unknown): AppError {
  const entry = printable(name);
  return new AppError(
    'import.unreadable_archive',
    `The archive cannot be read: ${why} (${entry}). Take the file as it was downloaded from X, or download it again.`,
    { why, entry },
    { cause },
  );
}

const OPTIONS = {
  autoClose: false,
  lazyEntries: true,
  strictFileNames: true,
  validateEntrySizes: true,
};

async function openZip(file: string | SeekableFile): Promise<ZipFile> {
  try {
    if (typeof file === 'string') return await openPromise(file, OPTIONS);
    return await fromRandomAccessReaderPromise(new SeekableReader(file), file.bytes, OPTIONS);
  } catch (error) {
    if (isAppError(error)) throw error;
    const name = typeof file === 'string' ? file : 'the uploaded file';
    throw unreadable('it is no zip file', name, error);
  }
}

async function placesOf(
  zip: ZipFile,
  isWanted: (name: string) => boolean,
): Promise<Map<string, Place>> {
  const rules = new ZipRules();
  const places = new Map<string, Place>();
  for await (const entry of entriesOf(zip)) {
    const { fileName } = entry;
    rules.check(entry, isWanted(fileName));
    if (isWanted(fileName)) places.set(fileName, placeOf(entry));
  }
  rules.finish();
  return places;
}

/** yauzl itself refuses names that lead out of the folder, and a directory that is not as it must be. */
async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  const entries = zip.eachEntry();
  for (;;) {
    const next = await entries.next().catch((error: unknown) => {
      if (isAppError(error)) throw error;
      throw unsafe('its directory is not as it must be', String(error), error);
    });
    if (next.done) return;
    yield next.value;
  }
}

function placeOf(entry: Entry): Place {
  const { relativeOffsetOfLocalHeader, compressedSize, uncompressedSize } = entry;
  const { compressionMethod, generalPurposeBitFlag, crc32: sum } = entry;
  return {
    ...{ relativeOffsetOfLocalHeader, compressedSize, uncompressedSize },
    ...{ compressionMethod, generalPurposeBitFlag, crc32: sum },
  };
}
