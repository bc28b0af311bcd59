import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '@app/domain';
import { z } from 'zod';

const POLL_MS = 100;
/** Storage writes down what it holds when it is asked to end. */
const END_WITHIN_MS = 15_000;

const processSchema = z.object({ pid: z.number(), program: z.string() });
const schema = z.object({ start: processSchema, processes: z.array(processSchema) });
type Noted = z.infer<typeof processSchema>;

/** Notes which processes belong to this start, in the order they were started, so that the next one can end them if this one is killed. */
export function noteProcesses(file: string, processes: Noted[]): void {
  const start = { pid: process.pid, program: basename(process.argv[1] ?? '') };
  writeFileSync(file, JSON.stringify({ start, processes }));
}

export function forgetProcesses(file: string): void {
  rmSync(file, { force: true });
}

/**
 * Ends what an earlier start that was killed has left running, the newest first; how many there were. Rejects with an Error that says
 * what to do while that start is still at work.
 */
export async function endLeftovers(file: string): Promise<number> {
  if (!existsSync(file)) return 0;
  const { start, processes } = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  if (start.pid !== process.pid && isRunning(start)) {
    throw new Error(
      `Another start (process ${start.pid}) is at work in this folder. Stop it, or choose another folder with --data-dir.`,
    );
  }
  const left = processes.filter(isRunning).toReversed();
  for (const each of left) await end(each);
  forgetProcesses(file);
  return left.length;
}

async function end(noted: Noted): Promise<void> {
  process.kill(noted.pid, 'SIGTERM');
  for (let waitedMs = 0; isRunning(noted); waitedMs += POLL_MS) {
    if (waitedMs === END_WITHIN_MS) process.kill(noted.pid, 'SIGKILL');
    await delay(POLL_MS);
  }
}

/** Is this process still that program, and not another that was given its number? */
function isRunning({ pid, program }: Noted): boolean {
  return commandOf(pid).includes(program);
}

/** A process's command line; empty when there is no such process. */
function commandOf(pid: number): string {
  if (!existsSync('/proc/self/cmdline')) {
    return spawnSync('ps', ['-p', `${pid}`, '-o', 'command='], { encoding: 'utf8' }).stdout || '';
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch (error) {
    if (errorCode(error) !== undefined) return '';
    throw error;
  }
}
