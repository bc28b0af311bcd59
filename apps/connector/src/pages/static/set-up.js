import { ConnectorApi } from './connector-api.js';
import { KeyRefusal, Refusal } from './refusal.js';
import { logInAtX } from './twitter-login.js';

/** @typedef {import('./connector-api.js').Entity} Entity */

const AT_X = 'Log in in the window of X that has opened. If it is closed, press the button again.';
const STEPS = ['key-step', 'login-step', 'account-step', 'done-step'];

const { jobId = '', tenantId = '', callbackUrl = '', consent = '' } = byId('set-up').dataset;
const redirectUrl = new URL('/Views/TwitterOAuth', location.href).href;
const api = new ConnectorApi({ jobId, tenantId });
/** @type {Entity | undefined} */
let account;
/** Ends the step that is under way when another one begins. */
let underWay = new AbortController();

byId('key-form').addEventListener('submit', (event) => {
  event.preventDefault();
  void doing('Checking the key…', prove);
});
byId('login').addEventListener('click', () => {
  void (isAgreed() ? doing(AT_X, logIn) : doing('', askToAgree));
});
byId('other-account').addEventListener('click', () => void doing('', beginAnew));
byId('continue').addEventListener('click', () => void doing('Saving…', finish));
byId('close').addEventListener('click', () => window.close());

async function prove() {
  const key = byId('key');
  if (!(key instanceof HTMLInputElement)) return;
  await api.prove(key.value);
  key.value = '';
  show('login-step');
}

function isAgreed() {
  const box = byId('consent');
  return box instanceof HTMLInputElement && box.checked;
}

async function askToAgree() {
  byId('consent').focus();
  throw new Refusal('Read the text above and tick the box below it first.');
}

/** Another owner has to be asked too. */
async function beginAnew() {
  const box = byId('consent');
  if (box instanceof HTMLInputElement) box.checked = false;
  show('login-step');
}

/** @param {AbortSignal} signal */
async function logIn(signal) {
  const login = await logInAtX({
    begin: () => api.beginLogin(redirectUrl, consent),
    // If this fails, it ends by itself in ten minutes.
    giveUp: (oauthToken) => void api.giveLoginUp(oauthToken).catch(() => undefined),
    signal,
  });
  await api.completeLogin({ ...login, redirectUrl });
  const [entity] = await api.entities();
  signal.throwIfAborted();
  account = entity;
  byId('account').textContent = byId('done-account').textContent = `@${entity?.Name ?? ''}`;
  byId('already-used').hidden = !entity?.AlreadyUsed;
  show('account-step');
}

async function finish() {
  if (account && (await api.finish(account))) show('done-step');
  else throw new Refusal('Meanwhile another account logged in for this job. Log in again.');
}

/**
 * Does a step, saying what goes on and what went wrong. Buttons stay on: a step may be begun anew at any time.
 *
 * @param {string} what
 * @param {(signal: AbortSignal) => Promise<void>} step
 */
async function doing(what, step) {
  underWay.abort();
  const { signal } = (underWay = new AbortController());
  byId('problem').replaceChildren();
  byId('progress').textContent = what;
  try {
    await step(signal);
  } catch (error) {
    if (!signal.aborted) explain(error);
  } finally {
    if (!signal.aborted) byId('progress').textContent = '';
  }
}

/** @param {unknown} error */
function explain(error) {
  const { message, code, correlationId } =
    error instanceof Refusal ? error : new Refusal(`This page failed: ${String(error)}`);
  const problem = document.createElement('div');
  problem.className = 'problem';
  problem.append(paragraph(message));
  if (code === 'twitter.callback_not_registered') {
    problem.append(paragraph('Callback URL to register: ', callbackUrl));
  }
  const reference = [code, correlationId].filter(Boolean).join(' · ');
  if (reference) problem.append(paragraph('For whoever runs the connector: ', reference));
  byId('problem').replaceChildren(problem);
  if (!(error instanceof KeyRefusal)) return;
  show('key-step');
  byId('key').focus();
}

/**
 * @param {string} text
 * @param {string} [toCopy]
 */
function paragraph(text, toCopy) {
  const made = document.createElement('p');
  made.textContent = text;
  if (toCopy) {
    const code = document.createElement('code');
    code.textContent = toCopy;
    made.append(code);
  }
  return made;
}

/** @param {string} step */
function show(step) {
  for (const id of STEPS) byId(id).hidden = id !== step;
  byId(step).querySelector('h2')?.focus();
}

/** @param {string} id */
function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no ${id}.`);
  return found;
}
