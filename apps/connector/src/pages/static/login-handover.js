import { ConnectorApi } from './connector-api.js';
import { LOGIN_CHANNEL } from './twitter-login.js';

/** @typedef {import('./twitter-login.js').LoginResult} LoginResult */

/** Our set-up page answers at once; nobody who waits notices. */
const ANSWER_WITHIN_MS = 1_000;

/**
 * Tells the set-up page what X sent back. False when none takes it: it is Microsoft's, or closed.
 *
 * @param {LoginResult} result
 * @returns {Promise<boolean>}
 */
export function isTakenBySetUpPage(result) {
  const channel = new BroadcastChannel(LOGIN_CHANNEL);
  return new Promise((resolve) => {
    channel.onmessage = ({ data }) => {
      if (data.taken === result.oauthToken) resolve(true);
    };
    channel.postMessage(result);
    setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
  }).finally(() => channel.close());
}

/**
 * Completes the login for Microsoft's set-up page: it leaves job, tenant and key in cookies, waits until this window has closed, and then
 * asks who has logged in. False when there is no such page. Rejects with a Refusal.
 *
 * @param {{ oauthToken: string, verifier: string }} login
 * @returns {Promise<boolean>}
 */
export async function storeForOldPage(login) {
  const { jobId, tenantId, sharedSecret } = cookies();
  if (!jobId || !tenantId || !sharedSecret) return false;
  const api = new ConnectorApi({ jobId, tenantId });
  api.trust(sharedSecret);
  await api.completeLogin({ ...login, redirectUrl: location.origin + location.pathname });
  return true;
}

/** @returns {Record<string, string>} */
function cookies() {
  const pairs = document.cookie.split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [name, decoded(value.join('='))];
  });
  return Object.fromEntries(pairs);
}

/**
 * A value that is not encoded is meant as it is.
 *
 * @param {string} value
 */
function decoded(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
