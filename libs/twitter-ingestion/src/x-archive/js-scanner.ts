import { JsonText } from '@app/domain';

const [EQUALS, LINE_FEED] = [0x3d, 0x0a];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Where one is in a file of X's archive, byte by byte: `window.YTD.tweets.part0 = [ … ]`, JSON once the first `=` is behind.
 */
export class JsScanner {
  /** 0 outside of the list, 1 in it, and one more for each list or object that is open. */
  depth = 0;
  line = 1;
  isOver = false;
  private isAssigned = false;
  private readonly text = new JsonText();

  get isInText(): boolean {
    return this.text.isOpen;
  }

  get hasBegun(): boolean {
    return this.isOver || this.depth > 0;
  }

  /** Takes the next byte; true when it opens an object. */
  take(byte: number): boolean {
    if (byte === LINE_FEED) this.line += 1;
    if (this.depth > 0) return !this.text.take(byte) && this.takeInList(byte);
    if (byte === EQUALS) this.isAssigned = true;
    else if (byte === OPEN_LIST && this.isAssigned && !this.isOver) this.depth = 1;
    return false;
  }

  private takeInList(byte: number): boolean {
    if (byte === OPEN_LIST || byte === OPEN_OBJECT) this.depth += 1;
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) this.depth -= 1;
    this.isOver = this.depth === 0;
    return byte === OPEN_OBJECT;
  }
}
