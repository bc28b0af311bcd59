/** What a fake throws where the process is made to die. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/**
 * Lets a process die at its n-th write, just before or just after the write takes effect. Fakes that share one
 * count together; once dead, every call fails until `restart`.
 */
export class CrashPoint {
  /** Writes done in all, restarts included. */
  writes = 0;
  private dead = false;
  private dieAt = Infinity;
  private when: 'before' | 'after' = 'before';

  dieAtWrite(n: number, when: 'before' | 'after'): void {
    this.dieAt = this.writes + n;
    this.when = when;
  }

  /** A new process: alive, and not made to die. */
  restart(): void {
    this.dead = false;
    this.dieAt = Infinity;
  }

  get hasDied(): boolean {
    return this.dead;
  }

  /** A read: fails when the process is dead. */
  read(): void {
    if (this.dead) throw new Crash('the process is dead');
  }

  /** A write: may be the last. */
  write<T>(effect: () => T): T {
    this.read();
    this.writes += 1;
    const last = this.writes === this.dieAt;
    if (last && this.when === 'before') this.die();
    const result = effect();
    if (last) this.die();
    return result;
  }

  private die(): never {
    this.dead = true;
    throw new Crash(`the process dies ${this.when} write ${this.writes}`);
  }
}
