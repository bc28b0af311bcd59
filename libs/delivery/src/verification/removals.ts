import { removalText, type StoredArchive, type StoredRemoval } from '@app/archive';
import { isSignedBy } from '@app/secrets';

import { type Findings } from './finding';
import { type PublicKeys } from './public-keys';

/** What was removed of an account's archive, as far as it is signed: only that explains that something is not what was stored. */
export class Removals {
  /** What it was before, by name and what it is since; some 300 bytes for each. */
  private readonly before = new Map<string, string>();

  constructor(
    private readonly archive: Pick<StoredArchive, 'removal' | 'removals'>,
    private readonly accountId: string,
    private readonly keys: PublicKeys,
  ) {}

  /** Reads all notes, and names each that proves nothing. */
  async read(findings: Findings): Promise<void> {
    for await (const stored of this.archive.removals(this.accountId)) {
      const wrong = this.faultOf(stored);
      if (wrong === undefined) this.take(stored);
      else findings.isBroken(`removals/${this.accountId}/${stored.key}`, wrong);
    }
  }

  /** Did removals make it what it is (`''`: gone) of what was stored? The worker may be at it. */
  async explain(name: string, is: string, isStored: (was: string) => boolean): Promise<boolean> {
    const met = new Set<string>();
    for (
      let was = await this.wasOf(name, is);
      was !== undefined;
      was = await this.wasOf(name, was)
    ) {
      if (isStored(was)) return true;
      if (met.has(was)) return false;
      met.add(was);
    }
    return false;
  }

  private async wasOf(name: string, is: string): Promise<string | undefined> {
    const known = this.before.get(keyOf(name, is));
    if (known !== undefined) return known;
    const stored = await this.archive.removal(this.accountId, { name, is });
    if (stored && this.faultOf(stored) === undefined) this.take(stored);
    return this.before.get(keyOf(name, is));
  }

  private take({ removal }: StoredRemoval): void {
    if (removal) this.before.set(keyOf(removal.name, removal.is), removal.was);
  }

  private faultOf({ removal }: StoredRemoval): string | undefined {
    if (!removal) return 'is not readable, or not where it should be';
    const { signature } = removal;
    const key = this.keys.get(signature.keyId);
    if (!key) return `is signed with a key that is not known here: ${signature.keyId}`;
    const isProved = isSignedBy(key, removalText(removal), signature);
    return isProved ? undefined : 'has a signature that does not prove it';
  }
}

function keyOf(name: string, is: string): string {
  return `${name} ${is}`;
}
