import { type Html, html } from '../core/html';

/** Everything that answers here, and where a person can look at it. */
export function standIns(tenantId: string): Html {
  const list = [
    ['/portal', 'Purview portal', 'add a connector, look after those that are there'],
    ['/', 'Mailbox', 'what Office 365 Import has imported, and what has come by SMTP'],
    ['/control/stats', 'X', 'its account and how often it was asked; its pages open with a login'],
    [
      `/${encodeURIComponent(tenantId)}/v2.0/.well-known/openid-configuration`,
      'Entra ID',
      'what it publishes; its pages open with a sign-in',
    ],
  ].map(
    ([href = '', name = '', what = '']) => html`<li><a href="${href}">${name}</a>: ${what}</li>`,
  );
  return html`<section>
    <h2>Stand-ins</h2>
    <ul>
      ${list}
      <li>Key Vault: for programs only</li>
    </ul>
  </section>`;
}
