import { Writable } from 'node:stream';
import { PinoLogger } from 'nestjs-pino';

type Line = Record<string, unknown>;

/** `nestjs-pino` has one logger a process: all write to the newest list. */
let newest: Line[] = [];
const stream = new Writable({
  write: (line: Buffer, _encoding, done) => {
    newest.push(JSON.parse(line.toString()) as Line);
    done();
  },
});

/** A log whose lines can be looked at; there is one at a time, the newest. */
export function recordLog(): { lines: Line[]; logger: () => PinoLogger } {
  const lines: Line[] = [];
  newest = lines;
  const formatters = { level: (level: string) => ({ level }) };
  return { lines, logger: () => new PinoLogger({ pinoHttp: { stream, formatters } }) };
}
