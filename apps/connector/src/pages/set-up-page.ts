import { type ConsentText } from '../consent/consent-text';
import { Html, html, page } from './html';

interface SetUp {
  jobId: string;
  tenantId: string;
  /** What admins register at X. */
  callbackUrl: string;
  consent: ConsentText;
}

/** Three steps, one shown at a time by the script. */
export function setUpPage({ jobId, tenantId, callbackUrl, consent }: SetUp): string {
  const body = html`<main
    id="set-up"
    data-job-id="${jobId}"
    data-tenant-id="${tenantId}"
    data-callback-url="${callbackUrl}"
    data-consent="${consent.sha256}"
  >
    <h1>Connect a Twitter account</h1>
    <p class="about">
      Its posts are archived in your organization's storage and imported into Microsoft 365.
    </p>
    <noscript><p class="problem">This page needs JavaScript.</p></noscript>
    ${keyStep} ${loginStep(consent)} ${accountStep} ${doneStep}
    <p role="status" id="progress"></p>
    <div role="alert" id="problem"></div>
    <footer>Job <code>${jobId}</code></footer>
  </main>`;
  return page('Connect a Twitter account', body, 'set-up.js');
}

const keyStep: Html = html`<section id="key-step" aria-labelledby="key-title">
  <h2 id="key-title" tabindex="-1">Step 1 of 3: Prove who you are</h2>
  <form id="key-form">
    <label for="key">APISecretKey</label>
    <input
      id="key"
      type="password"
      required
      autocomplete="off"
      spellcheck="false"
      aria-describedby="key-help"
    />
    <p id="key-help" class="help">
      The key that was chosen when the connector was deployed. It stays in this window and is
      forgotten when you close it.
    </p>
    <button type="submit">Next</button>
  </form>
</section>`;

const loginStep = ({ paragraphs, version }: ConsentText): Html =>
  html`<section id="login-step" aria-labelledby="login-title" hidden>
    <h2 id="login-title" tabindex="-1">Step 2 of 3: Agree and log in</h2>
    <div id="consent-text" class="note">${paragraphsOf(paragraphs)}</div>
    <label class="check">
      <input type="checkbox" id="consent" required aria-describedby="consent-version" />
      I have read this and agree that the account I log in with is archived.
    </label>
    <p id="consent-version" class="help">
      Version ${version} of this text. What you accept is kept.
    </p>
    <p>
      Log in as the account that is to be archived. Twitter (X) opens in a window of its own; this
      connector never sees the password and can read only.
    </p>
    <button type="button" id="login">Login with Twitter</button>
  </section>`;

const accountStep: Html = html`<section id="account-step" aria-labelledby="account-title" hidden>
  <h2 id="account-title" tabindex="-1">Step 3 of 3: Check the account</h2>
  <p>You logged in as <strong id="account"></strong>.</p>
  <p id="already-used" class="note" hidden>
    Another connector archives this account already. You can go on; its posts are then imported for
    both.
  </p>
  <button type="button" id="continue">Continue</button>
  <button type="button" id="other-account" class="second">Log in as another account</button>
</section>`;

const doneStep: Html = html`<section id="done-step" aria-labelledby="done-title" hidden>
  <h2 id="done-title" tabindex="-1">Done</h2>
  <p>
    <strong id="done-account"></strong> is connected; archiving begins within minutes. Close this
    window and finish in the Microsoft Purview portal.
  </p>
  <button type="button" id="close">Close this window</button>
</section>`;

function paragraphsOf(texts: readonly string[]): Html {
  return new Html(texts.map((text) => html`<p>${text}</p>`.text).join(''));
}
