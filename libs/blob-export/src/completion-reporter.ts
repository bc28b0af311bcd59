import { type EntraCredentials } from '@app/domain';

/** What became of a task, in the words of the Event API. */
export enum CompletionStatus {
  Success = 0,
  TemporaryFailure = 1,
  PermanentFailure = 2,
}

export interface DeliveredItem {
  id: string;
  modifiedAt: Date;
  /** Last path segment only. */
  fileName: string;
}

export interface Completion {
  taskId: string;
  status: CompletionStatus;
  /** Gives the same each time: a call that fails is made again. */
  items: () => AsyncIterable<DeliveredItem>;
}

/** Tells the Import service how a task ended. */
export abstract class CompletionReporter {
  /**
   * Reports in the name of `app`. Resolves only when the service accepted it (2xx). Memory does not grow with the items. Rejects with
   * `export.completion_unauthorized` (401, 403), `export.completion_refused` (other 4xx) or `export.completion_unavailable` (429, 5xx, network),
   * or as the items do.
   */
  abstract report(
    app: EntraCredentials,
    jobId: string,
    completion: Completion,
    options?: { signal?: AbortSignal },
  ): Promise<void>;
}
