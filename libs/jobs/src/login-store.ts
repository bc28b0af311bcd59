/** A text that was accepted, by its SHA-256. */
export interface AcceptedText {
  sha256: string;
  at: Date;
}

/** A login at X that waits for the account's owner. */
export interface PendingLogin {
  /** X's request token, sealed. */
  sealedToken: string;
  /** The request token's secret, sealed. */
  sealedSecret: string;
  /** The job it is for, where the set-up page told. */
  jobId?: string;
  /** What was accepted when it began; absent when nothing was asked. */
  accepted?: AcceptedText;
  expiresAt: Date;
}

/** Logins that are under way. Rejects with `jobs.unavailable`. */
export abstract class LoginStore {
  /** `key` is a hash of what only the browser knows that began the login. */
  abstract keep(key: string, login: PendingLogin): Promise<void>;

  /** The login, to one caller only; `undefined` when there is none, it was taken, or its time is over. */
  abstract take(key: string): Promise<PendingLogin | undefined>;
}
