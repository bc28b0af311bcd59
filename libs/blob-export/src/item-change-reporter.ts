import { type EntraCredentials } from '@app/domain';

/** An item that was delivered is not any more what it was. */
export interface ItemChange {
  itemId: string;
  /** When it changed, or when that was noticed. */
  changedAt: Date;
  type: 'updated' | 'deleted';
}

/** Tells the Import service which delivered items have changed; it then asks for them again (`dirtyEntities` of a task). */
export abstract class ItemChangeReporter {
  /**
   * Reports in the name of `app`. Resolves only when the service accepted all (2xx); told again, they are asked for again. Rejects as
   * CompletionReporter does, with the same codes.
   */
  abstract report(
    app: EntraCredentials,
    jobId: string,
    changes: readonly ItemChange[],
    options?: { signal?: AbortSignal },
  ): Promise<void>;
}
