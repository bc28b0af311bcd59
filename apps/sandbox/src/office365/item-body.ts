import { type Html, html, nothing } from '../core/html';
import { type ImportedItem } from './item.schema';

type Context = Pick<ImportedItem, 'Id' | 'Sender' | 'SentTimeUtc' | 'Content'>;

const POST = 'margin:0 0 1rem;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext';
const BEFORE = `${POST};border-inline-start:4px solid GrayText;padding-inline-start:1rem`;

/** What was posted, and under it what came before and is needed to understand it. */
export function itemText({ Content, PreContext, ContentAttachments }: ImportedItem): string {
  const before = (PreContext ?? []).map((each) => `${titleOf(each)}\n\n${each.Content}`);
  const missing = (ContentAttachments ?? []).filter((each) => each.Content === null);
  const lines = missing.map((each) => `Not archived: ${fileOf(each)}`).join('\n');
  return [Content, lines, ...before].filter(Boolean).join('\n\n---\n\n');
}

/** The same with its pictures, by their content ids. In the colours of whoever looks, light or dark; it loads nothing. */
export function itemHtml(item: ImportedItem, cids: ReadonlyMap<number, string>): string {
  const before = (item.PreContext ?? []).map(
    (each) =>
      html`<h2 style="font-size:1rem">${titleOf(each)}</h2>
        <div dir="auto" style="${BEFORE}">${each.Content}</div>`,
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="color-scheme" content="light dark" />
        <title>${item.MessagePreviewText}</title>
      </head>
      <body style="margin:1rem;font-family:Segoe UI,system-ui,sans-serif">
        <main>
          <div dir="auto" style="${POST}">${item.Content}</div>
          ${filesOf(item, cids)} ${before}
        </main>
      </body>
    </html>`.text;
}

function filesOf({ ContentAttachments }: ImportedItem, cids: ReadonlyMap<number, string>): Html[] {
  return (ContentAttachments ?? []).map((each, n) => {
    if (each.Content === null) return html`<p>Not archived: ${fileOf(each)}</p>`;
    const cid = cids.get(n);
    if (cid === undefined) return nothing;
    const alt = each.AttachmentFileName;
    return html`<p><img src="cid:${cid}" alt="${alt}" style="max-width:100%;height:auto" /></p>`;
  });
}

function fileOf({ AttachmentFileName, Uri }: NonNullable<ImportedItem['ContentAttachments']>[0]) {
  return Uri ? `${AttachmentFileName} (${Uri})` : AttachmentFileName;
}

function titleOf({ Id, Sender, SentTimeUtc }: Context): string {
  return `Before it: ${Sender.Name ?? Id}, ${SentTimeUtc.slice(0, 16).replace('T', ' ')} UTC`;
}
