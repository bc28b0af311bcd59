import { isJsonObject, type JsonObject } from '@app/domain';

import { JsScanner } from './js-scanner';

/** A post with the longest text and four media is a hundredth of it. */
const MAX_ELEMENT_BYTES = 4 * 1024 ** 2;
const COMMA = 0x2c;

interface Place {
  /** Of the element in its file, from 0. */
  index: number;
  /** Where it begins, from 1. */
  line: number;
}

/** One element of a file's list, with its bytes as they are; or why there is none to be had. */
export type JsElement = Place & ({ bytes: Buffer; value: JsonObject } | { problem: string });

/**
 * The elements of the list a file assigns to a variable, one after the other; memory does not grow with the file. Whatever is
 * wrong with one of them is told in its place, and the next follows.
 */
export async function* elementsOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<JsElement> {
  const scanner = new JsScanner();
  let element = new Element({ index: 0, line: 1 });
  for await (const chunk of chunks) {
    // Read to its end in any case: only there it shows whether the file is damaged.
    const { isOver } = scanner;
    if (isOver) continue;
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0;
      const isBetween = scanner.depth === 1 && !scanner.isInText;
      const isBefore = !scanner.hasBegun;
      scanner.take(byte);
      if (isBefore) from = i + 1;
      else if (isBetween && (byte === COMMA || scanner.isOver)) {
        element.add(chunk.subarray(from, i));
        if (!element.isEmpty || byte === COMMA) yield element.end();
        element = new Element({ index: element.place.index + 1, line: scanner.line });
        from = i + 1;
      } else if (element.isEmpty && isBetween && byte > 0x20) {
        element = new Element({ ...element.place, line: scanner.line });
        from = i;
        element.begin();
      }
      if (scanner.isOver) break;
    }
    element.add(chunk.subarray(from));
  }
  if (scanner.isOver) return;
  const problem = scanner.hasBegun ? 'the file ends in the middle' : 'the file holds no list';
  yield { ...element.place, line: scanner.line, problem };
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
