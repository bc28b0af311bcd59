import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** Of this machine: another may share the folder, and its processes are not to be seen from here. */
const PREFIX = `twitter-archive-${hostname()}-`;
/** There is no such process. */
const goneSchema = z.object({ code: z.literal('ESRCH') });
/** Another machine's name may begin as this one's. */
const OWN_NAME = /^(\d+)-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const given = new Set<string>();

/** Where in the system's folder for temporary files a file or folder of this process can lie, until it removes it. */
export function ownTemporaryPath(): string {
  const name = `${PREFIX}${process.pid}-${randomUUID()}`;
  given.add(name);
  return join(tmpdir(), name);
}

export async function removeOwn(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  given.delete(path.slice(tmpdir().length + 1));
}

/**
 * Removes what processes of this machine have left that were killed. What a living process may work with stays, and so does what cannot
 * be removed: it is in nobody's way but the disk's.
 */
export async function removeLeftBehind(): Promise<void> {
  // Where there is no such folder, nothing lies in it.
  const names = await readdir(tmpdir()).catch(() => []);
  const left = names.filter((name) => name.startsWith(PREFIX) && isLeftBehind(name));
  await Promise.allSettled(
    left.map((name) => rm(join(tmpdir(), name), { recursive: true, force: true })),
  );
}

/** In a container each process is the first: one with our number may be one before us. */
function isLeftBehind(name: string): boolean {
  const pid = Number(OWN_NAME.exec(name.slice(PREFIX.length))?.[1]);
  if (!pid) return false;
  return pid === process.pid ? !given.has(name) : !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another's process, which we may not send a signal to, lives too.
    return goneSchema.safeParse(error).error !== undefined;
  }
}
