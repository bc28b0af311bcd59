import { setTimeout as sleep } from 'node:timers/promises';

/** So often it is noted what was seen since. */
const NOTED_EVERY_MS = 100;
const PARTS = 10;

export interface MemoryUse {
  idleMb: number;
  peakMb: number;
  seconds: number;
  /** The most RSS in each tenth of the time: alike when memory does not grow with the work. */
  rssMbByTenth: number[];
  /** The least heap in use in each tenth: what is needed for certain, whatever waits to be collected. */
  heapMbByTenth: number[];
}

interface Seen {
  rss: number;
  heap: number;
}

/** What this process holds (RSS) at rest, which takes a while, and while `work` is under way. */
export async function watchMemory<T>(
  work: () => Promise<T>,
  { restMs, everyMs }: { restMs: number; everyMs: number },
): Promise<MemoryUse & { result: T }> {
  await sleep(restMs);
  const idle = process.memoryUsage.rss();
  const noted: Seen[] = [];
  let mostSince = idle;
  const look = () => {
    mostSince = Math.max(mostSince, process.memoryUsage.rss());
  };
  const note = () => {
    look();
    noted.push({ rss: mostSince, heap: process.memoryUsage().heapUsed });
    mostSince = 0;
  };
  const timer = setInterval(look, everyMs);
  const noting = setInterval(note, NOTED_EVERY_MS);
  const started = performance.now();
  const result = await work();
  clearInterval(timer);
  clearInterval(noting);
  note();
  return {
    idleMb: inMb(idle),
    peakMb: inMb(Math.max(...noted.map(({ rss }) => rss))),
    seconds: Math.round(performance.now() - started) / 1000,
    rssMbByTenth: byTenth(noted, (some) => Math.max(...some.map(({ rss }) => rss))),
    heapMbByTenth: byTenth(noted, (some) => Math.min(...some.map(({ heap }) => heap))),
    result,
  };
}

function byTenth(noted: Seen[], of: (some: Seen[]) => number): number[] {
  const length = Math.max(1, Math.ceil(noted.length / PARTS));
  const parts = Array.from({ length: PARTS }, (_, i) => noted.slice(i * length, (i + 1) * length));
  return parts.filter((some) => some.length > 0).map((some) => inMb(of(some)));
}

function inMb(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
