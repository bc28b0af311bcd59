import { type Html, html, nothing } from '../core/html';
import { type MailEntry } from './mail-entry';
import { listLink, type Looking, mailLink } from './mail-links';
import { type QueryProblem } from './search/query';
import { searchHelp } from './search-help';

export interface MailList {
  looking: Looking;
  mailboxes: ReadonlyMap<string, number>;
  /** How many were found, and those of them that this page shows. */
  found: number;
  shown: MailEntry[];
  page: number;
  pages: number;
  /** How many messages no search finds yet. */
  unread: number;
  problem?: QueryProblem;
}

/** What was found, newest first, a page at a time. */
export function listBody(list: MailList): Html {
  const { looking, found, page, pages, unread, problem } = list;
  const messages = found === 1 ? '1 message' : `${found.toLocaleString('en')} messages`;
  const where = pages > 1 ? `, page ${page} of ${pages}` : '';
  const later = unread > 0 ? ` ${unread} more are being read; look again in a moment.` : '';
  return html`${searchForm(list)} ${problem ? marked(looking.search, problem) : nothing}
    <p role="status">${messages}${where}, newest first.${later}</p>
    ${list.shown.length > 0 ? table(list) : nothing}
    <nav aria-label="Pages" class="pages">
      ${page > 1 ? html`<a rel="prev" href="${listLink(looking, page - 1)}">Newer</a>` : nothing}
      ${page < pages ? html`<a rel="next" href="${listLink(looking, page + 1)}">Older</a>` : nothing}
    </nav>`;
}

function searchForm({ looking, mailboxes, problem }: MailList): Html {
  const options = [...mailboxes].map(([mailbox, count]) => {
    const selected = mailbox === looking.mailbox ? html` selected` : nothing;
    return html`<option value="${mailbox}" ${selected}>${mailbox} (${count})</option>`;
  });
  const wrong = problem ? html` aria-invalid="true" aria-describedby="wrong-query"` : nothing;
  return html`<form role="search" action="/" class="search">
      <div>
        <label for="q">Search the mailbox</label>
        <input
          type="search"
          id="q"
          name="q"
          value="${looking.search}"
          spellcheck="false"
          autocomplete="off"
          ${wrong}
        />
      </div>
      <div>
        <label for="mailbox">Mailbox</label>
        <select id="mailbox" name="mailbox">
          <option value="">All</option>
          ${options}
        </select>
      </div>
      <button class="main">Search</button>
    </form>
    ${searchHelp}`;
}

/** The query, with the place where it is wrong. */
function marked(search: string, { at, length }: QueryProblem): Html {
  const [before, wrong, after] = [
    search.slice(0, at),
    search.slice(at, at + length) || ' … ',
    search.slice(at + length),
  ];
  return html`<p id="wrong-query" class="query">
    <code dir="auto">${before}<mark>${wrong}</mark>${after}</code>
  </p>`;
}

function table({ shown, looking }: MailList): Html {
  const rows = shown.map((entry) => {
    const { place, sender, subject, sentAt, kind, bytes, hasAttachment } = entry;
    return html`<tr>
      <td class="when">${sentAt.toISOString().slice(0, 16).replace('T', ' ')}</td>
      <td dir="auto">${sender}</td>
      <td dir="auto"><a href="${mailLink(place, looking)}">${subject || '(no subject)'}</a></td>
      <td class="kind">${kind}</td>
      <td class="size">${sizeOf(bytes)}${hasAttachment ? ', with files' : ''}</td>
    </tr>`;
  });
  return html`<table class="mails">
    <thead>
      <tr>
        <th scope="col">Date (UTC)</th>
        <th scope="col">From</th>
        <th scope="col">Subject</th>
        <th scope="col">Kind</th>
        <th scope="col">Size</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
