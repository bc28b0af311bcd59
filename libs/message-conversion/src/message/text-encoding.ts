/** The library encodes line ends as they are; mail's are CRLF. */
export function withMailLineEnds(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

/** Readable as long as most of it is ASCII, else shorter. */
export function encodingFor(text: string): 'quoted-printable' | 'base64' {
  const beyondAscii = text.replace(/[\0-\x7f]/g, '').length;
  return beyondAscii * 4 > text.length ? 'base64' : 'quoted-printable';
}
