/** What a test has found; the message says what to do. */
export interface Finding {
  ok: boolean;
  message: string;
  /** Of docs/errors.md, or an AADSTS number of Entra ID. */
  code?: string;
}
