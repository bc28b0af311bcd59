import { isJsonObject, type JsonObject } from '@app/domain';

import { JsScanner } from './js-scanner';

/** A post with the longest text and four media is a hundredth of it. */
const MAX_ELEMENT_BYTES = 4 * 1024 ** 2;
/** What stands before a list of messages is the id of their conversation. */
const MAX_HEAD_BYTES = 4096;
const [COMMA, OPEN_LIST, SPACE] = [0x2c, 0x5b, 0x20];

interface Place {
  /** Of the element in its file, from 0. */
  index: number;
  /** Where it begins, from 1. */
  line: number;
  /** Of a list within an element of the file's own list: what of that stands before it; the same buffer for all of one list. */
  head?: Buffer;
}

/** One element of a list, with its bytes as they are; or why there is none to be had. */
export type JsElement = Place & ({ bytes: Buffer; value: JsonObject } | { problem: string });

/** Which lists are meant: by their depth, the file's own is 1. */
export interface Lists {
  depth: number;
  /** Deeper ones lie in elements of the file's own list: called at the end of each, with how many lists there were in it. */
  onOuter?: (outer: { lists: number; line: number }) => void;
}

/**
 * The elements of the list a file assigns to a variable, or of those within it, one after the other; memory does not grow with the
 * file. Whatever is wrong with one of them is told in its place, and the next follows.
 */
export async function* elementsOf(
  chunks: AsyncIterable<Buffer>,
  lists: Lists = { depth: 1 },
): AsyncGenerator<JsElement> {
  const cutter = new ElementCutter(lists);
  // Read to its end in any case: only there it shows whether the file is damaged.
  for await (const chunk of chunks) yield* cutter.take(chunk);
  yield* cutter.finish();
}

/** How many objects begin at a depth: 1 for the elements of the list themselves. */
export async function countObjects(chunks: AsyncIterable<Buffer>, depth: number): Promise<number> {
  const scanner = new JsScanner();
  let count = 0;
  for await (const chunk of chunks) {
    for (const byte of chunk) {
      if (scanner.take(byte) && scanner.depth === depth + 1) count += 1;
    }
  }
  return count;
}

class ElementCutter {
  private readonly scanner = new JsScanner();
  private outer = new Outer();
  /** Of the list one is in. */
  private element: Element | undefined;
  private index = 0;

  constructor(private readonly lists: Lists) {}

  *take(chunk: Buffer): Generator<JsElement> {
    const { scanner, lists } = this;
    let from = 0;
    for (let i = 0; i < chunk.length && !scanner.isOver; i++) {
      const byte = chunk[i] ?? 0;
      const { depth, isInText } = scanner;
      scanner.take(byte);
      if (!this.element) {
        this.takeOutside(byte, depth);
        from = i + 1;
        continue;
      }
      if (depth !== lists.depth || isInText) continue;
      if (byte === COMMA || scanner.depth < depth) {
        this.element.add(chunk.subarray(from, i));
        yield* this.endElement(byte);
        from = i + 1;
      } else if (this.element.isEmpty && byte > SPACE) {
        this.element = this.newElement(this.element.place.head);
        this.element.begin();
        from = i;
      }
    }
    this.element?.add(chunk.subarray(from));
  }

  *finish(): Generator<JsElement> {
    const { hasBegun, isOver, line } = this.scanner;
    if (isOver) return;
    const problem = hasBegun ? 'the file ends in the middle' : 'the file holds no list';
    yield { index: this.index, line, problem };
  }

  private takeOutside(byte: number, before: number): void {
    const { depth, line } = this.scanner;
    if (byte === OPEN_LIST && before < depth && depth === this.lists.depth) {
      this.element = this.newElement(depth === 1 ? undefined : this.outer.beginList(byte));
    } else if (before === 0) {
      return;
    } else if (before === 2 && depth === 1) {
      this.lists.onOuter?.({ lists: this.outer.lists, line });
      this.outer = new Outer();
    } else this.outer.take(byte);
  }

  private *endElement(byte: number): Generator<JsElement> {
    const { element } = this;
    if (element && (!element.isEmpty || byte === COMMA)) {
      yield element.end();
      this.index += 1;
    }
    this.element = byte === COMMA ? this.newElement(element?.place.head) : undefined;
    if (!this.element) this.outer.take(byte);
  }

  private newElement(head: Buffer | undefined): Element {
    const { line } = this.scanner;
    return new Element({ index: this.index, line, ...(head && { head }) });
  }
}

/** What stands in one element of the file's own list outside of the lists that are meant. */
class Outer {
  lists = 0;
  private readonly bytes: number[] = [];

  take(byte: number): void {
    const isBefore = this.bytes.length === 0 && (byte <= SPACE || byte === COMMA);
    if (!isBefore && this.bytes.length < MAX_HEAD_BYTES) this.bytes.push(byte);
  }

  beginList(byte: number): Buffer {
    this.take(byte);
    this.lists += 1;
    return Buffer.from(this.bytes);
  }
}

class Element {
  isEmpty = true;
  private parts: Buffer[] = [];
  private bytes = 0;

  constructor(readonly place: Place) {}

  begin(): void {
    this.isEmpty = false;
  }

  /** Beyond what an element may have nothing is kept. */
  add(part: Buffer): void {
    if (this.isEmpty) return;
    this.bytes += part.length;
    if (this.bytes > MAX_ELEMENT_BYTES) this.parts = [];
    else this.parts.push(part);
  }

  end(): JsElement {
    if (this.bytes > MAX_ELEMENT_BYTES) return { ...this.place, problem: 'it is too large' };
    const bytes = Buffer.concat(this.parts);
    try {
      const value: unknown = JSON.parse(bytes.toString('utf8'));
      if (isJsonObject(value)) return { ...this.place, bytes, value };
      return { ...this.place, problem: 'it is no object' };
    } catch {
      return { ...this.place, problem: 'it is no JSON' };
    }
  }
}
