import { isAppError } from '@app/domain';

import { UsageError } from './usage-error';

/** What a command of this repository ends with. `doneInPart`: something is missing, and was named. */
export const EXIT = { done: 0, failed: 1, wrongUsage: 2, doneInPart: 3, interrupted: 130 } as const;

/** Runs a command to its exit code; what it fails with is told in a line, with the help where it was called wrongly. */
export function runCommand(main: () => Promise<number>, help: string): void {
  main().then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error: unknown) => {
      if (error instanceof UsageError) console.error(`${error.message}\n\n${help}`);
      else console.error(isAppError(error) ? `${error.message} (${error.code})` : error);
      process.exitCode = error instanceof UsageError ? EXIT.wrongUsage : EXIT.failed;
    },
  );
}

/** Lets Ctrl-C and a stop from outside abort the work, which can be repeated; its exit code. */
export async function untilInterrupted(
  work: (signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => interrupted.abort());
  }
  try {
    return await work(interrupted.signal);
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    console.error('Stopped. Repeat the command to go on.');
    return EXIT.interrupted;
  }
}

/** The most memory this process has held. */
export function peakMemoryMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
