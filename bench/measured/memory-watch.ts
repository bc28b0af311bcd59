import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 10;
/** So long a process that has started needs to come to rest. */
const REST_MS = 2000;

export interface MemoryUse {
  idleMb: number;
  peakMb: number;
  seconds: number;
}

/** What this process holds (RSS) at rest, and at most while `work` is under way. */
export async function watchMemory<T>(work: () => Promise<T>): Promise<MemoryUse & { result: T }> {
  await sleep(REST_MS);
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, EVERY_MS);
  const started = Date.now();
  const result = await work();
  clearInterval(timer);
  look();
  const seconds = Math.round((Date.now() - started) / 1000);
  return { idleMb: inMb(idle), peakMb: inMb(peak), seconds, result };
}

function inMb(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
