import { type Html, html, nothing } from '../core/html';
import { facts } from '../portal/portal-page';
import { sizeOf } from './list-page';
import { type MailEntry } from './mail-entry';
import { listLink, type Looking, mailLink, partLink } from './mail-links';
import { FRAME, isPlayed } from './mail-part';
import { type Mail, type MailFile } from './read-mail';

export interface MailShown {
  entry: MailEntry;
  mail: Mail;
  looking: Looking;
  asText: boolean;
  /** Its neighbours among those that were found. */
  newer?: MailEntry;
  older?: MailEntry;
}

/** A message: what it says of itself, its body in a frame where nothing runs, its files. */
export function mailBody(shown: MailShown): Html {
  const { entry, mail, asText } = shown;
  const body = partLink(entry.place, asText ? 'body?as=text' : 'body');
  return html`${ways(shown)}
    ${facts([
      ['From', mail.from],
      ['To', mail.to],
      ...(mail.cc ? [['Cc', mail.cc] as const] : []),
      ['Date', `${entry.sentAt.toISOString().slice(0, 19).replace('T', ' ')} UTC`],
      ['Kind', entry.kind],
      ['Message class', mail.itemClass],
    ])}
    <iframe class="mail" title="Message" src="${body}" sandbox="${FRAME}" tabindex="0"></iframe>
    ${files(shown)} ${aboutSource(shown)}`;
}

function ways({ looking, newer, older, entry, mail, asText }: MailShown): Html {
  const other = mail.html
    ? html`<a href="${mailLink(entry.place, looking, asText ? undefined : 'text')}"
        >${asText ? 'As HTML' : 'As text'}</a
      >`
    : nothing;
  return html`<nav aria-label="Messages" class="pages">
    <a href="${listLink(looking)}">All that was found</a>
    ${newer ? html`<a rel="prev" href="${mailLink(newer.place, looking)}">Newer</a>` : nothing}
    ${older ? html`<a rel="next" href="${mailLink(older.place, looking)}">Older</a>` : nothing}
    ${other}
  </nav>`;
}

function files({ entry, mail }: MailShown): Html {
  if (mail.files.length === 0) return nothing;
  const rows = mail.files.map((file, n) => {
    const link = partLink(entry.place, `files/${n}`);
    return html`<li>
      <a href="${link}?download" dir="auto">${file.name}</a> (${file.contentType},
      ${sizeOf(file.bytes)}) ${player(link, file)}
    </li>`;
  });
  return html`<h2>Files</h2>
    <ul class="files">
      ${rows}
    </ul>`;
}

function player(link: string, { contentType }: MailFile): Html {
  if (!isPlayed(contentType)) return nothing;
  return html`<br /><video controls preload="none" src="${link}"></video>`;
}

function aboutSource({ entry, mail }: MailShown): Html {
  const source = partLink(entry.place, 'source');
  return html`<h2>Source</h2>
    ${facts([
      ['Mailbox', entry.place.mailbox],
      ['Message id', mail.messageId],
      ['Size', sizeOf(entry.bytes)],
    ])}
    <p class="pages">
      <a href="${source}">Source</a> <a href="${source}?download">Download .eml</a>
    </p>
    <details>
      <summary>All headers</summary>
      <pre tabindex="0" dir="auto">${mail.head}</pre>
    </details>`;
}
