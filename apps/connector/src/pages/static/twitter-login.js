import { Refusal } from './refusal.js';

/** Where the window of a login tells its result. It reaches windows of our origin only, also when X cut them off from each other. */
export const LOGIN_CHANNEL = 'twitter-login';

const BLOCKED =
  'The browser did not let this page open a window. Allow pop-ups for this address, then press the button again.';
const DENIED =
  'You did not allow the app at X to read the account. Log in again, and choose "Authorize app".';

/**
 * What the set-up page answers there.
 *
 * @typedef {object} LoginTaken
 * @property {string} taken X's name of the login whose result it has
 */

/**
 * @typedef {object} LoginResult What X sent back.
 * @property {string} oauthToken X's name of the login
 * @property {string} [verifier] not there when the person did not agree
 */

/**
 * Shows X's page in a window and waits for the person. Called from a click, or browsers open nothing. Rejects with a Refusal. Whether the
 * window is still open cannot be told for sure: a header of X's page may cut it off from this one. So it waits until `signal` ends it.
 *
 * @param {object} login
 * @param {() => Promise<string>} login.begin gives the address of X's page
 * @param {(oauthToken: string) => void} login.giveUp called when there will be no result
 * @param {AbortSignal} login.signal
 * @returns {Promise<{ oauthToken: string, verifier: string }>}
 */
export async function logInAtX({ begin, giveUp, signal }) {
  const opened = window.open('', '_blank', 'popup,width=620,height=760');
  if (!opened) throw new Refusal(BLOCKED);
  let oauthToken = '';
  try {
    const loginUrl = await begin();
    oauthToken = new URL(loginUrl).searchParams.get('oauth_token') ?? '';
    signal.throwIfAborted();
    opened.location.href = `/Views/TwitterOAuth?${new URLSearchParams({ loginUrl })}`;
    return { oauthToken, verifier: await verifierOf(oauthToken, signal) };
  } catch (error) {
    if (oauthToken) giveUp(oauthToken);
    throw error;
  } finally {
    opened.close();
  }
}

/**
 * @param {string} oauthToken
 * @param {AbortSignal} signal
 * @returns {Promise<string>}
 */
function verifierOf(oauthToken, signal) {
  const channel = new BroadcastChannel(LOGIN_CHANNEL);
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    channel.onmessage = ({ data }) => {
      /** @type {LoginResult} */
      const { oauthToken: told, verifier } = data;
      if (told !== oauthToken) return;
      channel.postMessage({ taken: oauthToken });
      if (verifier) resolve(verifier);
      else reject(new Refusal(DENIED));
    };
  }).finally(() => channel.close());
}
