import { LocalProcess } from '../../scripts/local/local-process';

/**
 * What the command may hold at most, of which V8 would else use as much as the machine has: what grows without bound ends it. Its code alone, with
 * the source maps, takes 54 MB.
 */
const HEAP = ['--max-old-space-size=96', '--max-semi-space-size=4'];

export interface ImportRun {
  process: LocalProcess;
  /** What it has said until now. */
  lines: string[];
  /** Its exit code, or the signal that ended it. */
  exit: () => Promise<number | string>;
  /** The number that a line of the report begins with, behind its name. */
  told: (name: string) => number;
}

/** `npm run import` with these arguments, as npm starts it. */
export function startImport(args: string[], env: NodeJS.ProcessEnv): ImportRun {
  const lines: string[] = [];
  const process = new LocalProcess('import', 'dist/scripts/import.js', {
    args,
    env,
    nodeArgs: HEAP,
  });
  process.onLine = (line) => lines.push(line);
  const told = (name: string) => {
    const line = lines.find((each) => each.startsWith(`  ${name} `)) ?? '';
    return Number(/ (\d+)/.exec(line)?.[1] ?? Number.NaN);
  };
  return { process, lines, exit: () => process.exit(), told };
}
