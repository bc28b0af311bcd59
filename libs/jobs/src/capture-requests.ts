/** Somebody wants an account captured now. */
export interface RequestedCapture {
  accountId: string;
  requestedAt: Date;
}

/**
 * Accounts to be captured before it is their turn: one request each, kept until a worker has served it. Rejects with
 * `jobs.unavailable`.
 */
export abstract class CaptureRequests {
  /** Keeps the request; it takes the place of an older one of the account. */
  abstract ask(request: RequestedCapture): Promise<void>;

  abstract find(accountId: string): Promise<RequestedCapture | undefined>;

  /** All that wait, in no promised order. */
  abstract list(): Promise<RequestedCapture[]>;

  /** The request was served. One that has taken its place meanwhile stays. Idempotent. */
  abstract remove(request: RequestedCapture): Promise<void>;
}
