/** What went wrong, in words for the admin. */
export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {{ code?: string, correlationId?: string }} [problem] what the connector's log can be searched for
   */
  constructor(message, { code, correlationId } = {}) {
    super(message);
    this.code = code;
    this.correlationId = correlationId;
  }
}

/** The key was not accepted. */
export class KeyRefusal extends Refusal {}
