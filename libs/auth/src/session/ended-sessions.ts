/** Sessions that were ended before their time. Rejects with `auth.unavailable`. */
export abstract class EndedSessions {
  /** Idempotent. After `expiresAt` the session ends by itself and may be forgotten. */
  abstract add(sessionId: string, expiresAt: Date): Promise<void>;

  abstract has(sessionId: string): Promise<boolean>;
}
