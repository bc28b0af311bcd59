import { AppError } from '@app/domain';
import { type Entry } from 'yauzl';

/** More than X puts into one archive by far; the directory alone of so many is hundreds of megabytes. */
const MAX_ENTRIES = 2_000_000;
const MAX_TOTAL_BYTES = 1024 ** 4;
/** Lists of posts shrink to a tenth or a twentieth; zeros to a thousandth. */
const MAX_RATIO = 200;
const RATIO_COUNTS_FROM_BYTES = 1024 ** 2;
/** What stands at least before the bytes of each entry. */
const LOCAL_HEADER_BYTES = 30;

const ANOTHER_ARCHIVE = /\.(zip|zipx|7z|rar|tar|tgz|gz|bz2|xz|zst|jar)$/i;
const SYMBOLIC_LINK = 0xa000;

/** What a zip of X's never has, and what an attacker's does. Entry by entry, then `finish`; each throws `import.unsafe_archive`. */
export class ZipRules {
  private readonly spans: { from: number; to: number }[] = [];
  private readonly names = new Set<string>();
  private totalBytes = 0;

  check(entry: Entry, isWanted: boolean): void {
    const { fileName, compressedSize, uncompressedSize, relativeOffsetOfLocalHeader: from } = entry;
    if (entry.isEncrypted()) throw unsafe('an entry is encrypted', fileName);
    if (ANOTHER_ARCHIVE.test(fileName)) throw unsafe('there is another archive inside', fileName);
    if (isLink(entry)) throw unsafe('an entry is a link', fileName);
    if (
      uncompressedSize > RATIO_COUNTS_FROM_BYTES &&
      uncompressedSize > MAX_RATIO * compressedSize
    ) {
      throw unsafe(`an entry grows more than ${MAX_RATIO} times when it is unpacked`, fileName);
    }
    if (isWanted && this.names.has(fileName)) throw unsafe('two entries have one name', fileName);
    if (isWanted) this.names.add(fileName);
    this.totalBytes += uncompressedSize;
    this.spans.push({ from, to: from + LOCAL_HEADER_BYTES + compressedSize });
    if (this.spans.length > MAX_ENTRIES) throw unsafe('there are too many entries', fileName);
    if (this.totalBytes > MAX_TOTAL_BYTES) throw unsafe('unpacked it is too large', fileName);
  }

  /** Entries that share their bytes make a small file as large as one likes. */
  finish(): void {
    this.spans.sort((a, b) => a.from - b.from);
    const overlap = this.spans.find(({ from }, i) => from < (this.spans[i - 1]?.to ?? 0));
    if (overlap) throw unsafe('entries share their bytes', `at byte ${overlap.from}`);
  }
}

export function unsafe(why: string, name: string, cause?: unknown): AppError {
  const entry = printable(name);
  return new AppError(
    'import.unsafe_archive',
    `The archive is refused, because ${why} (${entry}). Take the file as it was downloaded from X.`,
    { why, entry },
    { cause },
  );
}

/** Names are the attacker's, and a terminal obeys some signs. */
export function printable(name: string): string {
  return name.replace(/\p{Cc}/gu, '?').slice(0, 200);
}

function isLink({ externalFileAttributes, versionMadeBy }: Entry): boolean {
  const isUnix = versionMadeBy >> 8 === 3;
  return isUnix && ((externalFileAttributes >>> 16) & 0xf000) === SYMBOLIC_LINK;
}
