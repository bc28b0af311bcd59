import { isTakenBySetUpPage, storeForOldPage } from './login-handover.js';
import { Refusal } from './refusal.js';

const given = new URLSearchParams(location.search);
const denied = given.get('denied');
const oauthToken = denied ?? given.get('oauth_token');
const verifier = given.get('oauth_verifier') ?? undefined;

// Out of the address, and so out of the history.
history.replaceState(null, '', location.pathname);

say(await handOver().catch(problemOf));

/** Gives what X sent back to whoever waits for it, and closes. What to say, should the window stay open. */
async function handOver() {
  if (!oauthToken || !(denied || verifier)) {
    return 'No login is under way here. Close this window and begin on the set-up page.';
  }
  const isTaken = await isTakenBySetUpPage({ oauthToken, ...(!denied && { verifier }) });
  if (!isTaken && verifier && !(await storeForOldPage({ oauthToken, verifier }))) {
    return 'The set-up page is not open any more. Close this window and open it again from the Microsoft Purview portal.';
  }
  window.close();
  return denied
    ? 'You did not allow it. Close this window and go back to the set-up page.'
    : 'You can close this window and go back to the set-up page.';
}

/** @param {unknown} error */
function problemOf(error) {
  const { message, code, correlationId } =
    error instanceof Refusal ? error : new Refusal(`This page failed: ${String(error)}`);
  const reference = [code, correlationId].filter(Boolean).join(' · ');
  return reference ? `${message} (${reference})` : message;
}

/** @param {string} text */
function say(text) {
  const message = document.getElementById('message');
  if (message) message.textContent = text;
}
