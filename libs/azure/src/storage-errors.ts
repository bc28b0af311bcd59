import { AppError, type AppErrorCode, isAppError } from '@app/domain';
import { z } from 'zod';

import { damage } from './damaged-row';

/** The part of an Azure SDK error that tells what happened; all storage SDKs share it. */
const restErrorSchema = z.object({
  statusCode: z.number().optional(),
  code: z.string().optional(),
  details: z
    .looseObject({
      errorCode: z.string().optional(),
      requestId: z.string().optional(),
      odataError: z.looseObject({ code: z.string().optional() }).optional(),
    })
    .optional(),
});

export interface StorageFailure {
  status?: number;
  /** Storage's own word for it, such as `TableAlreadyExists`. */
  reason?: string;
}

/** What a storage SDK's error says; empty for any other error. */
export function storageFailure(error: unknown): StorageFailure {
  const { data } = restErrorSchema.safeParse(error);
  return {
    status: data?.statusCode,
    reason: data?.details?.errorCode ?? data?.details?.odataError?.code ?? data?.code,
  };
}

/** True when storage answered with one of these statuses. */
export function hasStatus(error: unknown, ...statuses: number[]): boolean {
  const { status } = storageFailure(error);
  return status !== undefined && statuses.includes(status);
}

/** Was a change refused because somebody else has changed the entity meanwhile? A table that is gone is no such reason: it stays so. */
export function isChangedMeanwhile(error: unknown): boolean {
  const { reason = '' } = storageFailure(error);
  return hasStatus(error, 404, 409, 412) && !reason.startsWith('Table');
}

/** What a call gives; `undefined` when storage answers that it has no such thing (404). */
export async function unlessMissing<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}

const UNAVAILABLE = {
  archive: 'archive.unavailable',
  jobs: 'jobs.unavailable',
  audit: 'audit.unavailable',
  auth: 'auth.unavailable',
  imports: 'import.unavailable',
} as const satisfies Record<string, AppErrorCode>;
export type StorageArea = keyof typeof UNAVAILABLE;

/**
 * Runs a call of a storage SDK; its failure is told in our words: `{area}.unavailable`, with storage's status and reason. Aborting
 * is told as it is, as are failures already in our words; what is there but cannot be read is `storage.damaged`.
 */
export async function inStorage<T>(area: StorageArea, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw storageError(area, error);
  }
}

/** The same for what a call gives bit by bit: a listing, a stream. */
export async function* eachInStorage<T>(
  area: StorageArea,
  call: () => AsyncIterable<T> | Promise<AsyncIterable<T>>,
): AsyncGenerator<T> {
  try {
    yield* await call();
  } catch (error) {
    throw storageError(area, error);
  }
}

/** What is read of each row of a listing; one that is damaged is told as such, by its keys: thrown, or left out where it is told to `onDamaged`. */
export async function* readEach<Row, T>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  read: (row: Row) => T,
  onDamaged?: (error: AppError) => void,
): AsyncGenerator<T> {
  for await (const row of rows) {
    try {
      yield read(row);
    } catch (error) {
      const damaged = damage(error, row);
      if (!damaged || !onDamaged) throw damaged ?? error;
      onDamaged(damaged);
    }
  }
}

function isAbort(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError'
  );
}

function storageError(area: StorageArea, error: unknown): unknown {
  if (isAppError(error) || isAbort(error)) return error;
  const damaged = damage(error);
  if (damaged) return damaged;
  const { status, reason } = storageFailure(error);
  const said = [status, reason].filter((part) => part !== undefined).join(' ');
  return new AppError(
    UNAVAILABLE[area],
    `The storage account does not do what it is asked (${said || 'no answer'}). Check that it is reachable and that this service may use it.`,
    { ...(status && { status }), ...(reason && { reason }) },
    { cause: error },
  );
}
