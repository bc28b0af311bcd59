import { type Response } from 'express';

import { type Html, html, nothing } from '../core/html';

const CSP =
  "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface PortalPage {
  title: string;
  body: Html;
  /** What went wrong, said at once by screen readers. */
  problem?: string;
  status?: number;
  /** What the page needs in its head beside the portal's own. */
  head?: Html;
  /** What its content security policy allows beside what every page needs. */
  allows?: string;
}

/** A page of the portal. Nothing of it is stored, as a form in it may have held a key. */
export function sendPage(
  response: Response,
  { title, body, problem, status, head = nothing, allows }: PortalPage,
): void {
  const alert = problem ? html`<div role="alert" class="problem">${problem}</div>` : nothing;
  const text = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${problem ? 'Problem: ' : ''}${title} · Purview portal (sandbox)</title>
        <link rel="stylesheet" href="/portal/portal.css" />
        <script type="module" src="/portal/portal.js"></script>
        ${head}
      </head>
      <body>
        <header>
          <a href="/portal">Microsoft Purview (sandbox)</a>
          <nav aria-label="Stand-ins">
            <a href="/portal">Data connectors</a> <a href="/">Mailbox</a>
          </nav>
        </header>
        <main>
          <h1>${title}</h1>
          ${alert} ${body}
        </main>
      </body>
    </html>`.text;
  response
    .status(status ?? (problem ? 422 : 200))
    .set({
      'content-security-policy': allows ? `${CSP}; ${allows}` : CSP,
      'cache-control': 'no-store',
    })
    .type('html')
    .send(text);
}

interface Field {
  name: string;
  label: string;
  value?: string;
  type?: 'text' | 'url' | 'password';
  help: string;
  problem?: string;
}

/** An input with its label, its help and what is wrong with it. */
export function field({ name, label, value = '', type = 'text', help, problem }: Field): Html {
  const about = problem ? html`<p id="${name}-problem" class="wrong">${problem}</p>` : nothing;
  const described = `${name}-help${problem ? ` ${name}-problem` : ''}`;
  return html`<label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      required
      autocomplete="off"
      spellcheck="false"
      aria-describedby="${described}"
      aria-invalid="${problem ? 'true' : 'false'}"
    />
    <p id="${name}-help" class="help">${help}</p>
    ${about}`;
}

/** Names and what they are. */
export function facts(list: readonly (readonly [string, string | Html])[]): Html {
  const rows = list.map(
    ([name, value]) =>
      html`<dt>${name}</dt>
        <dd>${value}</dd>`,
  );
  return html`<dl>${rows}</dl>`;
}
