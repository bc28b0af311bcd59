import { isAppError } from '@app/domain';
import { type Alert } from '@app/jobs';

import { type AlertCode } from './alert-codes';

/** Promises nobody could look at: whether they are kept is not known, so their alerts stay as they are. */
export interface Unseen {
  codes: readonly AlertCode[];
  /** An account's id or a job's; without one, whoever's they are. */
  subject?: string;
  /** Why; without one, it is only too early to say. */
  error?: unknown;
}

/** What was found, and what could not be looked at. */
export interface Look {
  found: Alert[];
  unseen: Unseen[];
}

/** What cannot be looked at is part of the answer, and keeps nothing else from being seen. Rejects with the signal's reason only. */
export async function lookAt(
  promises: Pick<Unseen, 'codes' | 'subject'>,
  find: () => Promise<Alert[] | Look>,
  signal?: AbortSignal,
): Promise<Look> {
  try {
    const found = await find();
    return Array.isArray(found) ? { found, unseen: [] } : found;
  } catch (error) {
    signal?.throwIfAborted();
    return { found: [], unseen: [{ ...promises, error }] };
  }
}

export function together(looks: readonly Look[]): Look {
  return {
    found: looks.flatMap(({ found }) => found),
    unseen: looks.flatMap(({ unseen }) => unseen),
  };
}

export function isUnseen({ code, subject }: Alert, unseen: readonly Unseen[]): boolean {
  return unseen.some(
    (each) => each.codes.some((one) => one === code) && (each.subject ?? subject) === subject,
  );
}

/** It may be seen at the next look. */
export function isPassing({ error }: Unseen): boolean {
  return isAppError(error) && error.fault === 'transient';
}
