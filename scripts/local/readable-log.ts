import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { prettyFactory } from 'pino-pretty';

const WARN = 40;
/** Events worth a line of their own; every line is in the log files. */
const SHOWN_EVENTS = new Set(['task', 'capture']);
const lineSchema = z.looseObject({
  level: z.number(),
  event: z.string().optional(),
  kind: z.string().optional(),
});

/** All processes' logs as one that a person can read; everything is in `{dataDir}/logs`. */
export class ReadableLog {
  private readonly folder: string;
  private readonly pretty = prettyFactory({
    colorize: process.stdout.isTTY,
    singleLine: true,
    translateTime: 'HH:MM:ss',
    ignore: 'pid,hostname,context,req,event,jobId,accountId',
  });

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'logs');
  }

  take(name: string, line: string): void {
    mkdirSync(this.folder, { recursive: true });
    appendFileSync(join(this.folder, `${name}.log`), `${line}\n`);
    const shown = line.startsWith('{') ? this.format(line) : line;
    if (shown) console.log(`${name.padEnd(9)} ${shown.trimEnd()}`);
  }

  say(message: string): void {
    console.log(`${'start'.padEnd(9)} ${message}`);
  }

  /** Warnings and what moves the work forward; `undefined` for the rest. */
  private format(line: string): string | undefined {
    const { data } = lineSchema.safeParse(JSON.parse(line));
    if (!data) return undefined;
    const isNews =
      SHOWN_EVENTS.has(data.event ?? '') && data.kind !== 'caught-up' && data.kind !== 'not-yet';
    return data.level >= WARN || isNews ? this.pretty(data) : undefined;
  }
}
