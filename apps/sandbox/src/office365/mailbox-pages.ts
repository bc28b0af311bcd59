import { type ImportedItem } from './item.schema';

interface ListPage {
  tenantId: string;
  jobs: { jobId: string; byType: Record<string, number>; total: number; items: ImportedItem[] }[];
  search: string;
  page: number;
  pageSize: number;
}

const STYLE = `
:root{color-scheme:light dark;--line:#8884}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;background:Canvas;color:CanvasText}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid var(--line);padding:.4rem;text-align:start;vertical-align:top}
td:first-child,td:nth-child(2){white-space:nowrap}a,a:visited{color:light-dark(#0b4f96,#9ccbf9)}a:focus-visible,input:focus-visible,button:focus-visible{outline:3px solid Highlight}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;border-inline-start:4px solid var(--line);padding-inline-start:1rem}
img,video{max-width:100%;border-radius:8px}nav{display:flex;gap:1rem;margin:1rem 0}dt{font-weight:600}`;

/** The mailbox of each job, newest first, a page at a time. */
export function listPage({ tenantId, jobs, search, page, pageSize }: ListPage): string {
  const link = (to: number, text: string) =>
    `<a href="/?q=${encodeURIComponent(search)}&amp;page=${to}">${text}</a>`;
  const sections = jobs.map(({ jobId, byType, total, items }) => {
    const counts = Object.entries(byType)
      .map(([type, n]) => `${n} ${escape(type)}`)
      .join(' · ');
    const rows = items.map((item) => row(jobId, item)).join('');
    const more = page * pageSize < total ? link(page + 1, 'Older') : '';
    return `<section><h2>Job ${escape(jobId)}</h2><p>${counts || 'Nothing imported yet.'}</p>
<table><thead><tr><th scope="col">Sent (UTC)</th><th scope="col">From</th><th scope="col">Text</th></tr></thead><tbody>${rows}</tbody></table>
<nav aria-label="Pages of job ${escape(jobId)}">${page > 1 ? link(page - 1, 'Newer') : ''}${more}</nav></section>`;
  });
  return document(
    'Mailbox',
    `<h1>Mailbox of the sandbox</h1><p>What the stand-in for Office 365 Import has imported.</p>
<form role="search"><label>Search the texts <input type="search" name="q" value="${escape(search)}"></label> <button>Search</button></form>
${sections.join('') || '<p>No job yet.</p>'}${standIns(tenantId)}`,
  );
}

/** Everything that answers here, and where a person can look at it. */
function standIns(tenantId: string): string {
  const list = [
    ['/portal', 'Purview portal', 'add a connector, look after those that are there'],
    ['/', 'Mailbox', 'what Office 365 Import has imported'],
    ['/control/stats', 'X', 'its account and how often it was asked; its pages open with a login'],
    [
      `/${encodeURIComponent(tenantId)}/v2.0/.well-known/openid-configuration`,
      'Entra ID',
      'what it publishes; its pages open with a sign-in',
    ],
  ].map(([href = '', name = '', what = '']) => `<li><a href="${href}">${name}</a>: ${what}</li>`);
  return `<section><h2>Stand-ins</h2><ul>${list.join('')}<li>Key Vault: for programs only</li></ul></section>`;
}

/** One item with all that is in it. */
export function itemPage(jobId: string, item: ImportedItem): string {
  const context = (item.PreContext ?? []).map(
    (before) =>
      `<h2>Before it: ${escape(before.Sender.Name ?? before.Id)}</h2><pre dir="auto">${escape(before.Content)}</pre>`,
  );
  const attachments = (item.ContentAttachments ?? []).map((attachment, n) => {
    const source = `/mailbox/${encodeURIComponent(jobId)}/${encodeURIComponent(item.Id)}/attachments/${n}`;
    const name = escape(attachment.AttachmentFileName);
    if (!attachment.Content)
      return `<li>${name} (not archived: ${escape(attachment.Uri ?? 'no address')})</li>`;
    const shown = name.endsWith('.mp4')
      ? `<video controls src="${source}"></video>`
      : `<img src="${source}" alt="">`;
    return `<li><a href="${source}">${name}</a><br>${shown}</li>`;
  });
  const facts = [
    ['From', item.Sender.Name ?? item.Sender.Id ?? ''],
    ['To', item.Recipients.map(({ Name, Id }) => Name ?? Id ?? '').join(', ')],
    ['Sent', item.SentTimeUtc],
    ['Type', item.ItemType],
    ['Id', item.Id],
    ['Thread', item.ThreadId ?? ''],
    ['Answers', item.ParentId ?? '–'],
    ['Likes', String(item.NumOfLikes)],
  ].map(
    ([name, value]) => `<dt>${escape(name ?? '')}</dt><dd dir="auto">${escape(value ?? '')}</dd>`,
  );
  return document(
    item.MessagePreviewText,
    `<nav><a href="/">All items</a></nav><h1>${escape(item.ItemType)} ${escape(item.Id)}</h1><dl>${facts.join('')}</dl>
<pre dir="auto">${escape(item.Content)}</pre><ul>${attachments.join('')}</ul>${context.join('')}`,
  );
}

function row(jobId: string, { Id, SentTimeUtc, Sender, MessagePreviewText }: ImportedItem): string {
  const target = `/mailbox/${encodeURIComponent(jobId)}/${encodeURIComponent(Id)}`;
  return `<tr><td>${SentTimeUtc.slice(0, 16).replace('T', ' ')}</td><td>${escape(Sender.Name ?? '')}</td><td dir="auto"><a href="${target}">${escape(MessagePreviewText || Id)}</a></td></tr>`;
}

function document(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title><style>${STYLE}</style></head><body><nav aria-label="Sandbox"><a href="/portal">Purview portal</a><a href="/">Mailbox</a></nav><main>${body}</main></body></html>`;
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
}
