import { setTimeout as delay } from 'node:timers/promises';

import { takeCensus } from './census';
import { JOB_ID, type LocalStack } from './local-stack';

const POLL_MS = 1000;

/**
 * Resolves when every window up to now has been delivered and every archived post is in the mailbox. Tells how far it is
 * whenever that changes. Rejects when a process has ended meanwhile.
 */
export async function untilDelivered(
  stack: LocalStack,
  tell: (progress: string) => void,
): Promise<void> {
  const since = new Date();
  let told = '';
  for (;;) {
    const ended = stack.processes.find((each) => !each.isRunning);
    if (ended) throw ended.failure('has ended');
    const [{ dataset }, state] = [
      await stack.sandbox.stats(),
      await stack.sandbox.importState(JOB_ID),
    ];
    const census = await takeCensus(stack.azurite.connectionString, state.mailbox);
    const size = dataset.visible + dataset.earlierVersions;
    const { done, issued, open } = state.windows;
    const progress = `captured ${census.posts} of ${size} · delivered ${census.mailboxFiles} · windows ${done} of ${issued}`;
    if (progress !== told) tell(progress);
    told = progress;
    const isAsked = issued > 0 && new Date(state.caughtUpTo) >= since;
    const isStill = open === 0 && census.undelivered.length === 0 && census.posts >= size;
    if (isStill && (isAsked || state.windows.failed === 0)) return;
    await delay(POLL_MS);
  }
}
