import { elementsOf, type JsElement, type Lists } from './js-elements';
import { type ReadEntry } from './read-entry';
import { type ArchiveProblem, type SuppliedPage, type SuppliedPost } from './supplied-page';

const ENTRIES_PER_PAGE = 250;
/** So many posts as X writes them are a tenth of it at most; a page is in memory as a whole. */
const ENOUGH_BYTES = 16 * 1024 ** 2;
const LINE_FEED = Buffer.from('\n');

/** How the entries of a file are read. */
export interface EntryReading {
  read: (element: JsElement) => ReadEntry;
  tell: (problem: ArchiveProblem) => void;
  lists?: Lists;
  notePost?: (post: SuppliedPost) => void;
}

/** The entries of a file in pages, cut by count, and by size where they are very large; gives back how many entries there were. */
export async function* entryPages(
  file: string,
  chunks: AsyncIterable<Buffer>,
  { read, tell, lists, notePost }: EntryReading,
): AsyncGenerator<SuppliedPage, number> {
  let page = new PageInProgress(file, 0);
  let entries = 0;
  for await (const element of elementsOf(chunks, lists)) {
    const entry = read(element);
    const { index, line } = element;
    if (entry.problem !== undefined) tell({ file, entry: index + 1, line, what: entry.problem });
    if (entry.post) notePost?.(entry.post);
    entries = index + 1;
    page.add(element, entry);
    if (!page.isFull) continue;
    yield page.finish();
    page = new PageInProgress(file, entries);
  }
  if (page.size > 0) yield page.finish();
  return entries;
}

class PageInProgress {
  size = 0;
  private bytes = 0;
  private withoutId = 0;
  private head: Buffer | undefined;
  private readonly parts: Buffer[] = [];
  private readonly posts: SuppliedPost[] = [];

  constructor(
    private readonly file: string,
    private readonly first: number,
  ) {}

  get isFull(): boolean {
    return this.size >= ENTRIES_PER_PAGE || this.bytes >= ENOUGH_BYTES;
  }

  add(element: JsElement, { post, isWithoutId = false }: ReadEntry): void {
    this.size += 1;
    if (isWithoutId) this.withoutId += 1;
    if (post) this.posts.push(post);
    if ('bytes' in element) this.addBytes(element.bytes, element.head);
  }

  finish(): SuppliedPage {
    const { file, first, size, posts, withoutId } = this;
    const request = `${file}, entries ${first + 1} to ${first + size}`;
    return { request, body: Buffer.concat(this.parts), posts, entries: size, withoutId };
  }

  private addBytes(bytes: Buffer, head: Buffer | undefined): void {
    if (head && head !== this.head) this.parts.push(head, LINE_FEED);
    this.head = head;
    this.parts.push(bytes, LINE_FEED);
    this.bytes += bytes.length;
  }
}
