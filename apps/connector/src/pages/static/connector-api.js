import { KeyRefusal, Refusal } from './refusal.js';

const TIMEOUT_MS = 60_000;

const NOT_PROVEN =
  'The connector does not accept this APISecretKey. Use the one chosen when it was deployed; and check that you are signed in to the portal for the tenant it was deployed for.';
const NOT_REACHED =
  'The connector does not answer. Check your network connection, and whether the connector runs; then try again.';
const TOO_OFTEN = 'Too many tries. Wait a few minutes, then try again.';

/**
 * @typedef {object} Entity An account that logged in.
 * @property {string} Id
 * @property {string} Name
 * @property {boolean} AlreadyUsed
 */

/** The connector's routes for the set-up of one job. Each rejects with a Refusal. */
export class ConnectorApi {
  /** Header that proves the APISecretKey; nowhere else is it kept. */
  #proof = '';
  #jobId;
  #tenantId;

  /** @param {{ jobId: string, tenantId: string }} job */
  constructor({ jobId, tenantId }) {
    this.#jobId = jobId;
    this.#tenantId = tenantId;
  }

  /**
   * Takes the key once it is proven to be the right one, and the connector to be configured.
   *
   * @param {string} apiSecretKey
   */
  async prove(apiSecretKey) {
    this.trust(apiSecretKey);
    const { Status, Message } = await this.#call('GET', '/setup/Validate');
    if (!Status) throw new Refusal(`${Message} Set it, then try again.`);
  }

  /**
   * Takes the key as it is.
   *
   * @param {string} apiSecretKey
   */
  trust(apiSecretKey) {
    const bytes = new TextEncoder().encode(`${this.#tenantId}:${apiSecretKey}`);
    this.#proof = `Basic ${btoa(String.fromCharCode(...bytes))}`;
  }

  /**
   * Begins a login; gives the address of X's page.
   *
   * @param {string} redirectUrl
   * @param {string} consent SHA-256 of the text that was accepted
   * @returns {Promise<string>}
   */
  beginLogin(redirectUrl, consent) {
    return this.#setUp('GET', 'OAuthUrl', { redirectUrl, consent });
  }

  /** @param {{ oauthToken: string, verifier: string, redirectUrl: string }} login */
  async completeLogin({ oauthToken, verifier: temporaryAccessCode, redirectUrl }) {
    const body = { temporaryAccessCode, redirectUrl, jobId: this.#jobId, oauthToken };
    await this.#setUp('POST', 'StoreToken', {}, body);
  }

  /** @param {string} oauthToken */
  async giveLoginUp(oauthToken) {
    await this.#setUp('GET', 'DeleteToken', { oauthToken });
  }

  /** @returns {Promise<Entity[]>} */
  entities() {
    return this.#setUp('GET', 'GetEntities');
  }

  /**
   * Finishes the set-up; false when the account is not the one that logged in.
   *
   * @param {Entity} entity
   * @returns {Promise<boolean>}
   */
  finish({ Id, Name }) {
    return this.#setUp('POST', 'SavePage', { tenantId: this.#tenantId }, { Id, Name });
  }

  /**
   * @param {string} method
   * @param {string} route
   * @param {Record<string, string>} [query]
   * @param {object} [body]
   */
  #setUp(method, route, query = {}, body) {
    const all = new URLSearchParams({ jobType: 'Twitter', jobId: this.#jobId, ...query });
    return this.#call(method, `/api/ConnectorSetup/${route}?${all}`, body);
  }

  /**
   * @param {string} method
   * @param {string} address
   * @param {object} [body]
   */
  async #call(method, address, body) {
    const response = await fetch(address, {
      method,
      headers: {
        authorization: this.#proof,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => {
      throw new Refusal(NOT_REACHED);
    });
    if (!response.ok) throw await refusalOf(response);
    return response.json();
  }
}

/** @param {Response} response */
async function refusalOf(response) {
  if (response.status === 401) return new KeyRefusal(NOT_PROVEN);
  const problem = await response.json().catch(() => ({}));
  if (response.status === 429 && !problem.code) return new Refusal(TOO_OFTEN, problem);
  /** @type {{ field: string, rule: string }[]} */
  const fields = problem.fields ?? [];
  const rules = fields.map(({ field, rule }) => ` ${field} ${rule}.`);
  const title = problem.title ?? `The connector answered with status ${response.status}.`;
  return new Refusal(title + rules.join(''), problem);
}
