import { type EndedSessions } from '@app/auth';

/** Ended sessions in memory. */
export class FakeEndedSessions implements EndedSessions {
  private readonly ids = new Set<string>();

  add(sessionId: string): Promise<void> {
    this.ids.add(sessionId);
    return Promise.resolve();
  }

  has(sessionId: string): Promise<boolean> {
    return Promise.resolve(this.ids.has(sessionId));
  }
}
