import { html } from '../core/html';
import { partLink } from './mail-links';
import { type MailPlace } from './mail-place';
import { type Mail } from './read-mail';

/** Links in a message open in a tab of their own, as anybody's; nothing else is allowed, scripts least of all. */
export const FRAME = 'allow-popups allow-popups-to-escape-sandbox';

/** Types that a browser only shows or plays; of any other it gets mere bytes to keep. */
const SHOWN = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'video/mp4', 'text/plain'];

/** Nothing is loaded but the message's own pictures, and nothing runs, wherever the body is opened. */
export const BODY_POLICY = `default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox ${FRAME}`;

export function isPlayed(contentType: string): boolean {
  return contentType === 'video/mp4';
}

export function typeToSend(contentType: string): string {
  return SHOWN.includes(contentType) ? contentType : 'application/octet-stream';
}

/** The body as a page of its own: its HTML with its pictures in their places, or its text. */
export function bodyPage(
  place: MailPlace,
  { html: page, text, files }: Mail,
  asText: boolean,
): string {
  if (asText || !page) return textPage(text);
  const links = new Map(
    files.flatMap(({ cid }, n) => (cid ? [[cid, partLink(place, `files/${n}`)]] : [])),
  );
  const shown = page
    // A policy of the message's own, that knows pictures by content id only, would keep them from being loaded.
    .replace(/<meta[^>]*http-equiv\s*=\s*["']?content-security-policy[^>]*>/gi, '')
    .replace(/(["'])cid:([^"'\s]+)\1/gi, (whole, quote: string, cid: string) => {
      const link = links.get(cid);
      return link === undefined ? whole : `${quote}${link}${quote}`;
    });
  return `${shown}<base target="_blank">`;
}

function textPage(text: string): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="color-scheme" content="light dark" />
        <title>Message</title>
      </head>
      <body>
        <main>
          <pre dir="auto" style="white-space:pre-wrap;overflow-wrap:anywhere">${text}</pre>
        </main>
      </body>
    </html>`.text;
}
