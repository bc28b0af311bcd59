import { LOGIN_CHANNEL } from './twitter-login.js';

const given = new URLSearchParams(location.search);
const denied = given.get('denied');
const oauthToken = denied ?? given.get('oauth_token');
const verifier = given.get('oauth_verifier') ?? undefined;

// Out of the address, and so out of the history.
history.replaceState(null, '', location.pathname);

const message = document.getElementById('message');
if (message) message.textContent = textFor();

if (oauthToken && (denied || verifier)) {
  new BroadcastChannel(LOGIN_CHANNEL).postMessage({
    oauthToken,
    ...(!denied && { verifier }),
  });
  window.close();
}

function textFor() {
  if (denied) return 'You did not allow it. Close this window and go back to the set-up page.';
  if (oauthToken && verifier) return 'You can close this window and go back to the set-up page.';
  return 'No login is under way here. Close this window and begin on the set-up page.';
}
