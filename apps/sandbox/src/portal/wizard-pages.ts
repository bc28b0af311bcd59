import { type Html, html, nothing } from '../core/html';
import { mailboxes } from './mailboxes';
import { type PortalConnector } from './portal-connectors';
import { facts, field } from './portal-page';
import { type CredentialsShown, type Problems, type Step } from './wizard-forms';

const STEPS: readonly (readonly [Step, string])[] = [
  ['credentials', 'Credentials'],
  ['authorize', 'Authorize'],
  ['storage', 'Storage'],
  ['review', 'Review'],
];

export function stepPath(jobId: string, step: Step): string {
  return `/portal/add/${jobId}/${step}`;
}

export const sourcesBody: Html = html`<p>Choose what to archive from.</p>
  <ul>
    <li><a href="/portal/add/twitter">Twitter</a>: posts of an account, with their media</li>
  </ul>`;

export const termsBody: Html = html`<p>
    The connector copies posts of a Twitter (X) account to Microsoft 365. This portal is a stand-in:
    nothing leaves this machine.
  </p>
  <form method="post" action="/portal/add/twitter">
    <label class="choice">
      <input type="checkbox" name="accepted" value="yes" required /> I accept the terms of service
    </label>
    <div class="actions">
      <button class="main">Accept</button> <a class="button" href="/portal">Cancel</a>
    </div>
  </form>`;

/** The password is never shown again, nor anything of it kept. */
export function credentialsBody(
  { jobId, isValidated }: PortalConnector,
  values: CredentialsShown,
  problems: Problems = {},
): Html {
  const result = isValidated
    ? html`<div role="status" class="done">
        Validation successful: the connector is configured.
      </div>`
    : nothing;
  const next = isValidated
    ? html`<a class="button main" href="${stepPath(jobId, 'authorize')}">Next</a>`
    : nothing;
  return html`${stepsBody('credentials')} ${result}
    <form method="post">
      ${field({ name: 'name', label: 'Name', value: values.name, problem: problems.name, help: 'A name of your choice, of this connector in the list.' })}
      ${field({ name: 'connectionUrl', label: 'Connection URL', type: 'url', value: values.connectionUrl, problem: problems.connectionUrl, help: 'Address of the connector web app.' })}
      ${field({ name: 'password', label: 'Password', type: 'password', problem: problems.password, help: 'The APISecretKey chosen when the web app was deployed. npm start keeps it in sandbox/credentials.json.' })}
      ${field({ name: 'appId', label: 'Azure App ID', value: values.appId, problem: problems.appId, help: 'Application (client) id of the web app in Microsoft Entra ID.' })}
      <div class="actions">
        <button class="${isValidated ? '' : 'main'}">Validate connection</button> ${next}
        <a href="/portal/connectors/${jobId}/delete">Discard</a>
      </div>
    </form>`;
}

export function authorizeBody({ jobId }: PortalConnector, setUpPage: string): Html {
  return html`${stepsBody('authorize')}
    <p>
      Authorize Microsoft 365 to import data: open the connector web app, give it the APISecretKey
      and log in with Twitter. When its window is closed, this page goes on.
    </p>
    <p>
      <a class="button" href="${setUpPage}" target="_blank" rel="opener" data-window
        >Login web app</a
      >
    </p>
    <form method="post" id="after-window" action="${stepPath(jobId, 'authorize')}">
      <div class="actions">
        <button class="main">Next</button> <a href="${stepPath(jobId, 'credentials')}">Back</a>
      </div>
    </form>`;
}

export function storageBody({ jobId, mailbox }: PortalConnector): Html {
  const choices = mailboxes.map(({ address, name }) => {
    const checked = address === mailbox ? html` checked` : nothing;
    return html`<label class="choice"
      ><input type="radio" name="mailbox" value="${address}" required${checked} /> ${name}
      (${address})</label
    >`;
  });
  return html`${stepsBody('storage')}
    <form method="post">
      <fieldset>
        <legend>Mailbox that the posts are imported into</legend>
        ${choices}
      </fieldset>
      <div class="actions">
        <button class="main">Next</button> <a href="${stepPath(jobId, 'authorize')}">Back</a>
      </div>
    </form>`;
}

export function reviewBody(connector: PortalConnector): Html {
  const { name, connectionUrl, appId, mailbox, jobId } = connector;
  return html`${stepsBody('review')}
    ${facts([
      ['Source', 'Twitter'],
      ['Name', name],
      ['Connection URL', connectionUrl],
      ['Azure App ID', appId],
      ['Mailbox', mailbox],
      ['Job', jobId],
    ])}
    <form method="post">
      <div class="actions">
        <button class="main">Finish</button> <a href="${stepPath(jobId, 'storage')}">Back</a>
      </div>
    </form>`;
}

function stepsBody(current: Step): Html {
  const items = STEPS.map(([step, title]) =>
    step === current ? html`<li aria-current="step">${title}</li>` : html`<li>${title}</li>`,
  );
  return html`<nav aria-label="Steps">
    <ol class="steps">
      ${items}
    </ol>
  </nav>`;
}
