import { type OptionalStream } from '@app/domain';

/** A stream that is archived of an account, and since when somebody wants that. */
export interface ChosenStream {
  stream: OptionalStream;
  since: Date;
}

/**
 * Which of the optional streams are archived, account by account. Nothing is on before somebody has switched it on. In the order of
 * `optionalStreams`, each once. Rejects with `jobs.unavailable`.
 */
export abstract class StreamChoices {
  /** Those that are on. */
  abstract of(accountId: string): Promise<OptionalStream[]>;

  /** The same with the time each was switched on. */
  abstract chosen(accountId: string): Promise<ChosenStream[]>;

  /** Of every account that somebody has chosen for, by its id, in few requests. */
  abstract all(): Promise<ReadonlyMap<string, ChosenStream[]>>;

  /**
   * From now on these and no others. One that was on keeps its time, the others are on since `at`. Resolves with those that were on
   * until now; of two callers at once, one sees what the other has set.
   */
  abstract set(
    accountId: string,
    streams: readonly OptionalStream[],
    at: Date,
  ): Promise<OptionalStream[]>;
}
