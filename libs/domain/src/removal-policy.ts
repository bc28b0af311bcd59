/** What becomes of the archived copy of what was deleted at X: it is kept; its content is removed; its record is removed too. */
export const removalPolicies = ['keep', 'redact', 'purge'] as const;

export type RemovalPolicy = (typeof removalPolicies)[number];

export type RemovingPolicy = Exclude<RemovalPolicy, 'keep'>;

/** That a record's content was removed: when (ISO 8601, UTC), by which policy, and the SHA-256 of the record as it was stored. */
export interface Removed {
  at: string;
  policy: RemovingPolicy;
  sha256: string;
}
