import { type Clock } from '@app/domain';
import { type LoginStore, type PendingLogin } from '@app/jobs';

/** Logins in memory, with the clock's time. */
export class FakeLoginStore implements LoginStore {
  private readonly logins = new Map<string, PendingLogin>();

  constructor(private readonly clock: Clock) {}

  keep(key: string, login: PendingLogin): Promise<void> {
    this.logins.set(key, login);
    return Promise.resolve();
  }

  take(key: string): Promise<PendingLogin | undefined> {
    const login = this.logins.get(key);
    this.logins.delete(key);
    const isOver = login && login.expiresAt <= this.clock.now();
    return Promise.resolve(isOver ? undefined : login);
  }
}
