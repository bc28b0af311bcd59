/**
 * Why nobody is signed in: `not-set-up` no Entra ID application is set; `begun-elsewhere` this browser has begun no such sign-in, or too
 * long ago; `declined` Entra ID or the user said no; `secret-refused` Entra ID does not accept our application and its secret;
 * `code-refused` it does not know the code, or it was used; `token-refused` its token is not what it must be; `unavailable` it does not answer.
 */
export type SignInFailure =
  | 'not-set-up'
  | 'begun-elsewhere'
  | 'declined'
  | 'secret-refused'
  | 'code-refused'
  | 'token-refused'
  | 'unavailable';

export class SignInFailed extends Error {
  override readonly name = 'SignInFailed';

  constructor(
    readonly failure: SignInFailure,
    /** Entra ID's number for it, as in AADSTS7000222. */
    readonly entraCode?: number,
  ) {
    super(`Nobody is signed in: ${failure}.`);
  }
}
