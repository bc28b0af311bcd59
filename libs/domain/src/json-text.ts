const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/**
 * The texts of JSON, byte by byte: what is in them is no sign. Bytes of characters beyond ASCII are never mistaken for signs: in
 * UTF-8 they are all above 0x7f.
 */
export class JsonText {
  isOpen = false;
  private isEscaped = false;

  /** Takes the next byte; true when it is of a text, its quotes included. */
  take(byte: number): boolean {
    if (!this.isOpen) return (this.isOpen = byte === QUOTE);
    if (this.isEscaped) this.isEscaped = false;
    else if (byte === BACKSLASH) this.isEscaped = true;
    else if (byte === QUOTE) this.isOpen = false;
    return true;
  }
}
