/** A right that one owner at a time holds, until it is released or its time is over. */
export interface Lease {
  /** Holds it for another `ttlSeconds` from now. False when it was lost: stop at once. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

/** Rejects with `jobs.unavailable`. */
export abstract class LeaseStore {
  /** The lease, or `undefined` while somebody else holds it. */
  abstract acquire(name: string, owner: string, ttlSeconds: number): Promise<Lease | undefined>;
}
