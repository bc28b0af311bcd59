import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { jsonOf } from './json-of';

const WARN = 40;
/** Levels of Nest's own log lines. */
const LEVELS: Readonly<Record<string, number>> = { warn: WARN, error: 50, fatal: 60 };
/** What this one says is of interest only when it fails, and is told then. */
const SILENT = 'storage';

/** A line as pino writes it, or as Nest does. */
const lineSchema = z.looseObject({
  level: z.union([z.number(), z.string().transform((name) => LEVELS[name] ?? 0)]),
  msg: z.string().optional(),
  message: z.string().optional(),
  event: z.string().optional(),
  added: z.number().optional(),
  items: z.number().optional(),
  reason: z.string().optional(),
  err: z
    .looseObject({
      code: z.string().optional(),
      message: z.string(),
      stack: z.string().optional(),
    })
    .optional(),
});
type Line = z.infer<typeof lineSchema>;

/** All processes' logs as one that a person can read; everything is in `{dataDir}/logs`. */
export class ReadableLog {
  /** Tell of every post that arrives, not only of trouble. */
  tellsNews = false;
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'logs');
  }

  take(name: string, line: string): void {
    mkdirSync(this.folder, { recursive: true });
    appendFileSync(join(this.folder, `${name}.log`), `${line}\n`);
    const shown = line.startsWith('{') ? this.readable(line) : line;
    if (shown && name !== SILENT) this.say(shown, name);
  }

  say(message: string, name = 'start'): void {
    console.log(`${new Date().toTimeString().slice(0, 8)}  ${name.padEnd(9)}  ${message}`);
  }

  /** Warnings, and news when they are wanted; `undefined` for the rest. What is no JSON is a text, of whoever wrote it. */
  private readable(json: string): string | undefined {
    const said = jsonOf(json);
    if (said === undefined) return json;
    const { data: line } = lineSchema.safeParse(said);
    if (!line) return undefined;
    return line.level >= WARN ? trouble(line) : this.tellsNews ? news(line) : undefined;
  }
}

function trouble({ level, msg, message, reason, err }: Line): string {
  const what = [msg ?? message, reason, err?.message].filter(Boolean).join(': ');
  const code = err?.code ? ` (${err.code})` : '';
  const stack = err?.stack ? `\n${err.stack}` : '';
  return `${level > WARN ? 'ERROR' : 'WARN'} ${what}${code}${stack}`;
}

function news({ event, added = 0, items = 0 }: Line): string | undefined {
  if (event === 'capture' && added > 0) return `captured ${added} posts`;
  return event === 'task' && items > 0 ? `delivered ${items} items` : undefined;
}
