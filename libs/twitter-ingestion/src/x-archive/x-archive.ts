import { type IdRange } from '@app/domain';

import { byPart, type ArchiveFileKind, kindOfFile } from './archive-files';
import { ArchiveLikes } from './archive-likes';
import { ArchiveMessages } from './archive-messages';
import { ArchivePeriod } from './archive-period';
import { ArchivePosts } from './archive-posts';
import { type ArchiveStatement, readStatement } from './archive-statement';
import { entryPages, type EntryReading } from './entry-pages';
import { countObjects, elementsOf, type JsElement, type Lists } from './js-elements';
import { NoteTweets } from './note-tweets';
import { type FindMedia } from './read-entry';
import { type SeekableFile } from './seekable-file';
import { type ArchiveProblem, type SuppliedPage, type SuppliedPost } from './supplied-page';
import { unreadable, ZipArchive } from './zip-file';

/** Lists in lists: the messages of the conversations. */
const DEPTH_OF_MESSAGES = 4;

type OnProblem = (problem: ArchiveProblem) => void;

/**
 * The archive an account's owner has downloaded from X, read as a stream: memory grows with the names of its media files and with
 * its long texts only, of which there is an end. Throws `import.unreadable_archive` and `import.unsafe_archive`; whatever else is wrong is told, and read over.
 */
export class XArchive {
  private readonly period: ArchivePeriod;

  private constructor(
    private readonly zip: ZipArchive,
    private readonly root: string,
    readonly statement: ArchiveStatement,
  ) {
    this.period = new ArchivePeriod(statement);
  }

  static async open(file: string | SeekableFile): Promise<XArchive> {
    const zip = await ZipArchive.open(file, (name) => kindOfFile(fromData(name)) !== undefined);
    try {
      const manifest = zip.names.find((name) => fromData(name) === 'data/manifest.js');
      if (manifest === undefined) throw unreadable('it has no manifest', 'data/manifest.js');
      const root = manifest.slice(0, manifest.length - 'data/manifest.js'.length);
      return new XArchive(zip, root, await readStatement(zip, root));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  /** How many posts and deleted posts, or likes, the archive says it has. */
  announced(...kinds: ('posts' | 'deleted-posts' | 'likes')[]): number {
    const files = kinds.flatMap((kind) => this.files(kind));
    return files.reduce(
      (sum, name) => sum + (this.statement.counts.get(this.inData(name)) ?? 0),
      0,
    );
  }

  /** Every post of it, the same pages in the same order each time. */
  async *pages(onProblem: OnProblem): AsyncGenerator<SuppliedPage> {
    const tell = (problem: ArchiveProblem) => {
      this.period.doubt();
      onProblem(problem);
    };
    this.tellMissing(['posts', 'notes'], tell);
    const notes = await this.readNotes(tell);
    const posts = new ArchivePosts(this.statement.owner, notes, this.findIn('media'));
    const read = (element: JsElement) => posts.read(element);
    const notePost = ({ id }: SuppliedPost) => this.period.note(id);
    for (const name of this.files('posts')) yield* this.listOf(name, { read, tell, notePost });
    for (const name of this.files('deleted-posts')) {
      yield* this.listOf(name, { read, tell: onProblem });
    }
    if (notes.leftOver > 0) {
      tell({ file: 'data/note-tweet.js', what: `${notes.leftOver} long texts belong to no post` });
    }
  }

  /** Every direct message of it, in the same way; conversations may be of any size. */
  async *messagePages(onProblem: OnProblem): AsyncGenerator<SuppliedPage> {
    this.tellMissing(['messages'], onProblem);
    const messages = new ArchiveMessages(this.statement.owner, this.findIn('message-media'));
    const read = (element: JsElement) => messages.read(element);
    for (const name of this.files('messages')) {
      const file = this.inData(name);
      let conversations = 0;
      const others = { count: 0, line: 0 };
      const onOuter: Lists['onOuter'] = ({ lists, line }) => {
        conversations += 1;
        if (lists > 0) return;
        if (others.count === 0) others.line = line;
        others.count += 1;
      };
      const lists = { depth: DEPTH_OF_MESSAGES, onOuter };
      yield* this.pagesOf(name, { read, tell: onProblem, lists });
      const { count, line } = others;
      // Told one by one between two pages they would have no end.
      const what = `entries that are no conversations, from here on: ${count}`;
      if (count > 0) onProblem({ file, line, what });
      this.compare(file, conversations, onProblem);
    }
  }

  /** Every like of it, in the same way. */
  async *likePages(onProblem: OnProblem): AsyncGenerator<SuppliedPage> {
    this.tellMissing(['likes'], onProblem);
    const likes = new ArchiveLikes(this.statement.owner);
    const read = (element: JsElement) => likes.read(element);
    for (const name of this.files('likes')) yield* this.listOf(name, { read, tell: onProblem });
  }

  /** Which ids the archive holds completely, known once all pages have been read. */
  get suppliedRange(): IdRange | undefined {
    return this.period.range;
  }

  countMessages(): Promise<number> {
    return this.count('messages', DEPTH_OF_MESSAGES);
  }

  countLikes(): Promise<number> {
    return this.count('likes', 1);
  }

  /** The bytes of a media file. */
  readMedia(name: string): AsyncIterable<Uint8Array> {
    return this.zip.read(name);
  }

  close(): void {
    this.zip.close();
  }

  /** The entries of a file's own list, of which the manifest tells how many there are. */
  private async *listOf(name: string, reading: EntryReading): AsyncGenerator<SuppliedPage> {
    const entries = yield* this.pagesOf(name, reading);
    this.compare(this.inData(name), entries, reading.tell);
  }

  private pagesOf(name: string, reading: EntryReading): AsyncGenerator<SuppliedPage, number> {
    return entryPages(this.inData(name), this.zip.read(name), reading);
  }

  private compare(file: string, entries: number, tell: OnProblem): void {
    const announced = this.statement.counts.get(file) ?? 0;
    if (announced !== entries) {
      tell({ file, what: `it has ${entries} entries; it should have ${announced}` });
    }
  }

  /** Files that the manifest names and the zip does not have. */
  private tellMissing(kinds: ArchiveFileKind[], tell: OnProblem): void {
    for (const [file, count] of this.statement.counts) {
      const kind = kindOfFile(file);
      if (count === 0 || !kind || !kinds.includes(kind) || this.zip.has(this.root + file)) continue;
      tell({ file, what: `the file is not there; it should have ${count} entries` });
    }
  }

  private findIn(kind: 'media' | 'message-media'): FindMedia {
    const places = new Map(this.files(kind).map((name) => [name.replace(/^.*\//, ''), name]));
    return (fileName) => places.get(fileName);
  }

  private async readNotes(tell: OnProblem): Promise<NoteTweets> {
    const notes = new NoteTweets();
    for (const name of this.files('notes')) {
      for await (const element of elementsOf(this.zip.read(name))) {
        const problem = notes.add(element);
        const { index, line } = element;
        if (problem) tell({ file: this.inData(name), entry: index + 1, line, what: problem });
      }
    }
    return notes;
  }

  private async count(kind: ArchiveFileKind, depth: number): Promise<number> {
    let count = 0;
    for (const name of this.files(kind)) count += await countObjects(this.zip.read(name), depth);
    return count;
  }

  private files(kind: ArchiveFileKind): string[] {
    return this.zip.names.filter((name) => kindOfFile(this.inData(name)) === kind).sort(byPart);
  }

  private inData(name: string): string {
    return name.startsWith(this.root) ? name.slice(this.root.length) : name;
  }
}

/** From `data/` on, whatever folder it was put into. */
function fromData(name: string): string {
  return name.slice(Math.max(0, name.lastIndexOf('data/')));
}
