import { setTimeout as delay } from 'node:timers/promises';

import { type Census, takeCensus } from './census';
import { JOB_ID, type LocalStack } from './local-stack';
import { type ImportStats, type SandboxStats } from './sandbox-control';

const POLL_MS = 1000;
/** When nothing has moved for so long, nothing will. */
const STALLED_MS = 180_000;

/** How far it all is. */
export interface State {
  stats: SandboxStats;
  imported: ImportStats;
  census: Census;
}

export async function stateOf(stack: LocalStack): Promise<State> {
  const imported = await stack.sandbox.importState(JOB_ID);
  const census = await takeCensus(stack.azurite.connectionString, imported.mailbox);
  return { stats: await stack.sandbox.stats(), imported, census };
}

/**
 * Resolves with the state of things when every window up to its call has been delivered and every archived post is in the mailbox, or when
 * nothing has moved for three minutes. Tells how far it is whenever that changes.
 */
export async function untilDelivered(
  stack: LocalStack,
  tell: (progress: string) => void,
): Promise<State> {
  const since = new Date();
  let told = '';
  let movedAt = Date.now();
  for (;;) {
    const state = await stateOf(stack);
    const progress = progressText(state);
    if (progress !== told) {
      tell(progress);
      movedAt = Date.now();
    }
    told = progress;
    if (isThrough(state, since) || Date.now() - movedAt > STALLED_MS) return state;
    await delay(POLL_MS);
  }
}

/** Post versions X can show. */
export function datasetSize({ stats: { dataset } }: Pick<State, 'stats'>): number {
  return dataset.visible + dataset.earlierVersions;
}

function progressText(state: State): string {
  const { census, imported } = state;
  const { done, issued } = imported.windows;
  return `captured ${census.posts} of ${datasetSize(state)} · delivered ${census.mailboxFiles} · tasks ${done} of ${issued}`;
}

function isThrough(state: State, since: Date): boolean {
  const { undelivered, posts } = state.census;
  const isSettled = new Date(state.imported.settledUpTo) >= since;
  return isSettled && undelivered.length === 0 && posts >= datasetSize(state);
}
