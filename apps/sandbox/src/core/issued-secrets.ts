import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';

/** So many are remembered; a sandbox may be up for days. */
const LIMIT = 20_000;

export interface IssuedSecret {
  kind: 'request token' | 'login secret' | 'token' | 'sign-in code' | 'SAS signature';
  value: string;
}

/** Every secret the stand-ins have handed out since the start, so that a test can look for them where they must not be. */
@Injectable()
export class IssuedSecrets {
  private readonly issued: IssuedSecret[] = [];

  note(kind: IssuedSecret['kind'], value: string): void {
    if (this.issued.length < LIMIT) this.issued.push({ kind, value });
  }

  /** A random one. */
  make(kind: IssuedSecret['kind']): string {
    const value = randomBytes(16).toString('hex');
    this.note(kind, value);
    return value;
  }

  all(): readonly IssuedSecret[] {
    return this.issued;
  }
}
