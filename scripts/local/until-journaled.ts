import { setTimeout as delay } from 'node:timers/promises';

import { JOURNAL_MAILBOX } from './environment';
import { type SandboxControl } from './sandbox-control';

const POLL_MS = 1000;
/** When nothing has come for so long, nothing will. */
const STALLED_MS = 60_000;

/** Resolves with how many messages the journal mailbox holds, once it has `expected`, or nothing has come for a minute. */
export async function untilJournaled(
  sandbox: SandboxControl,
  expected: number,
  tell: (progress: string) => void,
): Promise<number> {
  let before = -1;
  let movedAt = Date.now();
  for (;;) {
    const count = await sandbox.mailCount(JOURNAL_MAILBOX);
    if (count !== before) {
      tell(`journaled ${count} of ${expected}`);
      movedAt = Date.now();
    }
    before = count;
    if (count >= expected || Date.now() - movedAt > STALLED_MS) return count;
    await delay(POLL_MS);
  }
}
