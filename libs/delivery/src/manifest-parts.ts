import { AppError, JsonText } from '@app/domain';
import { type z } from 'zod';

const COMMA = 0x2c;
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
/** The lists that may be long, where they begin. */
const LIST_BEGIN = /^\s*"(items|parked)"\s*:\s*$/;

/** A field of a manifest; of a long list, one element. */
export interface ManifestPart {
  key: string;
  value: unknown;
}

/**
 * What a manifest says, in the order of its bytes: `items` and `parked` element by element, so that memory does not grow with
 * them. Throws `archive.corrupt` where it is no JSON object.
 */
export async function* manifestParts(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ManifestPart> {
  const scanner = new PartScanner();
  let held: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const text = () => Buffer.concat([...held, chunk.subarray(from, i)]).toString();
      const end = scanner.take(chunk[i] ?? 0, text);
      if (!end) continue;
      if (end.part) yield end.part;
      held = [];
      from = i + 1;
    }
    held.push(chunk.subarray(from));
  }
  if (!scanner.isOver) throw unreadable();
}

/** Its items one after the other, as the schema reads them. Throws `archive.corrupt`, also where it cannot read one. */
export async function* manifestItems<T>(
  chunks: AsyncIterable<Uint8Array>,
  schema: z.ZodType<T>,
): AsyncGenerator<T> {
  for await (const { key, value } of manifestParts(chunks)) {
    if (key !== 'items') continue;
    const item = schema.safeParse(value);
    if (!item.success) throw unreadable('one of its items is none');
    yield item.data;
  }
}

/** Where one is in a manifest. */
class PartScanner {
  isOver = false;
  private depth = 0;
  private readonly text = new JsonText();
  private list: string | undefined;

  /** Takes the next byte; tells when a part ends with it, or something that is none. `text` is what came since the last end. */
  take(byte: number, text: () => string): { part?: ManifestPart } | undefined {
    if (this.text.take(byte)) return undefined;
    if (byte === OPEN_LIST || byte === OPEN_OBJECT) return this.open(byte, text);
    if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) return this.close(text);
    if (byte === COMMA && this.depth === this.level) return { part: this.partOf(text()) };
    return undefined;
  }

  /** Of commas between parts. */
  private get level(): number {
    return this.list === undefined ? 1 : 2;
  }

  private open(byte: number, text: () => string): object | undefined {
    this.depth += 1;
    if (this.depth === 1) {
      if (byte === OPEN_LIST) throw unreadable();
      return {};
    }
    if (this.depth !== 2 || byte !== OPEN_LIST || this.list !== undefined) return undefined;
    this.list = LIST_BEGIN.exec(text())?.[1];
    return this.list === undefined ? undefined : {};
  }

  private close(text: () => string): { part?: ManifestPart } | undefined {
    this.depth -= 1;
    if (this.depth >= this.level) return undefined;
    const part = this.partOf(text());
    this.list = undefined;
    this.isOver = this.depth === 0;
    return { part };
  }

  private partOf(text: string): ManifestPart | undefined {
    if (text.trim() === '') return undefined;
    if (this.list !== undefined) return { key: this.list, value: parse(text) };
    const [[key, value] = ['', undefined]] = Object.entries(parse(`{${text}}`) ?? {});
    return { key, value };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable();
  }
}

function unreadable(why = 'it is no JSON object'): AppError {
  return new AppError('archive.corrupt', `A manifest is not readable: ${why}.`);
}
