import { LocalProcess } from '../../scripts/local/local-process';

/** What the command may hold at most, of which V8 would else use as much as the machine has. */
const HEAP = ['--max-old-space-size=96', '--max-semi-space-size=4'];

export interface ExportRun {
  process: LocalProcess;
  /** What it has said until now. */
  lines: string[];
  /** Its exit code, or the signal that ended it. */
  exit: () => Promise<number | string>;
}

/** `npm run export` with these arguments, as npm starts it. */
export function startExport(args: string[], env: NodeJS.ProcessEnv): ExportRun {
  const lines: string[] = [];
  const program = 'dist/scripts/export.js';
  const process = new LocalProcess('export', program, { args, env, nodeArgs: HEAP });
  process.onLine = (line) => lines.push(line);
  return { process, lines, exit: () => process.exit() };
}
