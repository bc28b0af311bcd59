/** The library encodes line ends as they are; mail's are CRLF. */
export function withMailLineEnds(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

const LAST_OF_ASCII = 0x7f;

/** Readable as long as most of it is ASCII, else shorter. */
export function encodingFor(text: string): 'quoted-printable' | 'base64' {
  let beyondAscii = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > LAST_OF_ASCII) beyondAscii++;
  return beyondAscii * 4 > text.length ? 'base64' : 'quoted-printable';
}
