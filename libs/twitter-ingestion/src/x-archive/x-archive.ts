import { type IdRange } from '@app/domain';

import { byPart, type ArchiveFileKind, kindOfFile } from './archive-files';
import { ArchivePeriod } from './archive-period';
import { ArchivePosts } from './archive-posts';
import { type ArchiveStatement, readStatement } from './archive-statement';
import { countObjects, elementsOf } from './js-elements';
import { NoteTweets } from './note-tweets';
import { type SeekableFile } from './seekable-file';
import { type ArchiveProblem, type SuppliedPage, type SuppliedPost } from './supplied-page';
import { unreadable, ZipArchive } from './zip-file';

const ENTRIES_PER_PAGE = 250;
/** Lists in lists: the messages of the conversations. */
const DEPTH_OF_MESSAGES = 4;

type OnProblem = (problem: ArchiveProblem) => void;

/**
 * The archive an account's owner has downloaded from X, read as a stream: memory grows with the names of its media files and with
 * its long texts only. Throws `import.unreadable_archive` and `import.unsafe_archive`; whatever else is wrong is told, and read over.
 */
export class XArchive {
  private readonly media: ReadonlyMap<string, string>;
  private readonly period: ArchivePeriod;

  private constructor(
    private readonly zip: ZipArchive,
    private readonly root: string,
    readonly statement: ArchiveStatement,
  ) {
    this.media = new Map(this.files('media').map((name) => [name.replace(/^.*\//, ''), name]));
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

  /** How many posts the archive says it has. */
  get announcedPosts(): number {
    const files = [...this.files('posts'), ...this.files('deleted-posts')];
    return files.reduce(
      (sum, name) => sum + (this.statement.counts.get(this.inData(name)) ?? 0),
      0,
    );
  }

  /** Every post of it, the same pages in the same order each time. */
  async *pages(onProblem: OnProblem): AsyncGenerator<SuppliedPage> {
    const { owner, counts } = this.statement;
    const tell = (problem: ArchiveProblem) => {
      this.period.doubt();
      onProblem(problem);
    };
    for (const [file, count] of counts) {
      if (count > 0 && isNeeded(file) && !this.zip.has(this.root + file)) {
        tell({ file, what: `the file is not there; it should have ${count} entries` });
      }
    }
    const notes = await this.readNotes(tell);
    const posts = new ArchivePosts(owner, notes, (name) => this.media.get(name));
    for (const name of this.files('posts')) {
      yield* this.pagesOf(name, posts, tell, ({ id }) => this.period.note(id));
    }
    for (const name of this.files('deleted-posts')) {
      yield* this.pagesOf(name, posts, onProblem, () => undefined);
    }
    if (notes.leftOver > 0) {
      tell({ file: 'data/note-tweet.js', what: `${notes.leftOver} long texts belong to no post` });
    }
  }

  /** Which ids the archive holds completely, known once all pages have been read. */
  get suppliedRange(): IdRange | undefined {
    return this.period.range;
  }

  /** What it holds of kinds that are not archived. */
  async countOthers(): Promise<{ directMessages: number; likes: number }> {
    return {
      directMessages: await this.count('direct-messages', DEPTH_OF_MESSAGES),
      likes: await this.count('likes', 1),
    };
  }

  /** The bytes of a media file. */
  readMedia(name: string): AsyncIterable<Uint8Array> {
    return this.zip.read(name);
  }

  close(): void {
    this.zip.close();
  }

  private async *pagesOf(
    name: string,
    posts: ArchivePosts,
    tell: OnProblem,
    notePost: (post: SuppliedPost) => void,
  ): AsyncGenerator<SuppliedPage> {
    const file = this.inData(name);
    let page = new PageInProgress(file, 0);
    let entries = 0;
    for await (const element of elementsOf(this.zip.read(name))) {
      const { post, problem } = posts.read(element);
      const { index, line } = element;
      if (problem !== undefined) tell({ file, entry: index + 1, line, what: problem });
      if (post) notePost(post);
      entries = index + 1;
      page.add('bytes' in element ? element.bytes : undefined, post);
      if (page.size < ENTRIES_PER_PAGE) continue;
      yield page.finish();
      page = new PageInProgress(file, entries);
    }
    if (page.size > 0) yield page.finish();
    const announced = this.statement.counts.get(file) ?? 0;
    if (announced !== entries) {
      tell({ file, what: `it has ${entries} entries; it should have ${announced}` });
    }
  }

  private async readNotes(tell: OnProblem): Promise<NoteTweets> {
    const notes = new NoteTweets();
    for (const name of this.files('notes')) {
      for await (const element of elementsOf(this.zip.read(name))) {
        const problem = 'value' in element ? notes.add(element.value) : element.problem;
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

class PageInProgress {
  size = 0;
  private readonly parts: Buffer[] = [];
  private readonly posts: SuppliedPost[] = [];

  constructor(
    private readonly file: string,
    private readonly first: number,
  ) {}

  add(bytes: Buffer | undefined, post: SuppliedPost | undefined): void {
    this.size += 1;
    if (bytes) this.parts.push(bytes, LINE_FEED);
    if (post) this.posts.push(post);
  }

  finish(): SuppliedPage {
    const { file, first, size, posts } = this;
    const request = `${file}, entries ${first + 1} to ${first + size}`;
    return { request, body: Buffer.concat(this.parts), posts, entries: size };
  }
}

const LINE_FEED = Buffer.from('\n');

/** From `data/` on, whatever folder it was put into. */
function fromData(name: string): string {
  return name.slice(Math.max(0, name.lastIndexOf('data/')));
}

function isNeeded(file: string): boolean {
  const kind = kindOfFile(file);
  return kind === 'posts' || kind === 'notes';
}
