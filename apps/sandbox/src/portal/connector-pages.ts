import { type Html, html, nothing } from '../core/html';
import { facts } from './portal-page';

/** A connector as the list and its details show it. */
export interface ConnectorView {
  jobId: string;
  name: string;
  state: string;
  connectionUrl: string;
  mailbox: string;
  importedAt: string;
  items: number;
  remediation: string;
}

export function connectorPath(jobId: string): string {
  return `/portal/connectors/${encodeURIComponent(jobId)}`;
}

export function listBody(connectors: ConnectorView[]): Html {
  const rows = connectors.map(
    ({ jobId, name, state, importedAt, remediation }) =>
      html`<tr>
        <th scope="row"><a href="${connectorPath(jobId)}">${name}</a></th>
        <td>${state}</td>
        <td>${importedAt}</td>
        <td>${remediation}</td>
      </tr>`,
  );
  const table = html`<table>
    <thead>
      <tr>
        <th scope="col">Name</th>
        <th scope="col">State</th>
        <th scope="col">Last import (UTC)</th>
        <th scope="col">What to do</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
  return html`<p>
      Connectors import third-party data into mailboxes, where it can be held, searched and
      reviewed.
    </p>
    <p><a class="button main" href="/portal/add">Add connector</a></p>
    ${rows.length > 0 ? table : html`<p>No connector yet.</p>`}`;
}

export function detailsBody(connector: ConnectorView, setUpPage: string): Html {
  const { jobId, state, connectionUrl, mailbox, importedAt, items, remediation } = connector;
  const here = connectorPath(jobId);
  return html`${remediation ? loginAgain(here, remediation, setUpPage) : nothing}
    ${facts([
      ['State', state],
      ['Last import (UTC)', importedAt],
      ['Items in the mailbox', String(items)],
      ['Mailbox', mailbox],
      ['Connection URL', connectionUrl],
      ['Job', jobId],
    ])}
    <h2>Find a post</h2>
    <form role="search" action="/">
      <label for="q">Search the mailbox</label>
      <input type="search" id="q" name="q" />
      <div class="actions"><button>Search</button></div>
    </form>
    ${remediation ? nothing : askForLogin(here)}
    <p><a class="button" href="${here}/delete">Delete connector</a></p>`;
}

/** What the real portal does by itself when imports fail for lack of a login. */
function askForLogin(here: string): Html {
  return html`<h2>Remediation</h2>
    <p>
      When the account's login does not work any more, the Import service tells the connector, and
      an admin logs in again.
    </p>
    <form method="post" action="${here}/relogin">
      <button>Tell the connector that a login is needed</button>
    </form>`;
}

function loginAgain(here: string, remediation: string, setUpPage: string): Html {
  return html`<p class="problem">${remediation}</p>
    <p>
      <a class="button main" href="${setUpPage}" target="_blank" rel="opener" data-window
        >Login web app</a
      >
    </p>
    <form method="post" id="after-window" action="${here}/logged-in">
      <button>I have logged in</button>
    </form>`;
}

export function deleteBody({ jobId, name }: ConnectorView): Html {
  const here = connectorPath(jobId);
  return html`<p>
      The connector web app is told, and nothing more is imported for ${name}. What is in the
      mailbox and in the archive stays.
    </p>
    <form method="post" action="${here}/delete">
      <div class="actions">
        <button class="main">Delete</button> <a class="button" href="${here}">Cancel</a>
      </div>
    </form>`;
}

export const noSuchBody: Html = html`<p><a href="/portal">All connectors</a></p>`;
