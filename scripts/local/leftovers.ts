import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const POLL_MS = 100;

const schema = z.array(z.object({ pid: z.number(), program: z.string() }));
type Noted = z.infer<typeof schema>;

/** Notes which processes belong to a start, so that the next one can end them if this one is killed. */
export function noteProcesses(file: string, processes: Noted): void {
  writeFileSync(file, JSON.stringify(processes));
}

export function forgetProcesses(file: string): void {
  rmSync(file, { force: true });
}

/** Ends what an earlier start that was killed has left running; how many there were. */
export async function endLeftovers(file: string): Promise<number> {
  if (!existsSync(file)) return 0;
  const noted = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const left = noted.filter(isRunning);
  for (const { pid } of left) process.kill(pid, 'SIGKILL');
  while (left.some(isRunning)) await delay(POLL_MS);
  forgetProcesses(file);
  return left.length;
}

/** Is this process still that program, and not another that was given its number? */
function isRunning({ pid, program }: Noted[number]): boolean {
  try {
    const command = execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
    return command.includes(program) && !command.includes('<defunct>');
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 1) return false;
    throw error;
  }
}
