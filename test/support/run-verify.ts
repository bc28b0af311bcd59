import { LocalProcess } from '../../scripts/local/local-process';

/** What the command may hold at most, of which V8 would else use as much as the machine has. */
const HEAP = ['--max-old-space-size=96', '--max-semi-space-size=4'];

/** `npm run verify` with these arguments, as npm starts it: its exit code and what it said. */
export async function runVerify(
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: unknown; said: string }> {
  const lines: string[] = [];
  const process = new LocalProcess('verify', 'dist/scripts/verify.js', {
    ...{ args, env, nodeArgs: HEAP },
  });
  process.onLine = (line) => lines.push(line);
  return { code: await process.exit(), said: lines.join('\n') };
}
