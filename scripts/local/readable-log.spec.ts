import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ReadableLog } from './readable-log';

describe('ReadableLog', () => {
  const folder = mkdtempSync(join(tmpdir(), 'log-'));
  const said: string[] = [];
  const log = new ReadableLog(folder);
  log.say = (message) => said.push(message);
  beforeEach(() => said.splice(0));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('tells warnings and errors, and keeps every line', () => {
    const lines = [
      '{"level":30,"msg":"all is well"}',
      '{"level":40,"msg":"hm"}',
      '{"level":"error","message":"oh"}',
    ];
    for (const line of lines) log.take('worker', line);
    expect(said).toEqual(['WARN hm', 'ERROR oh']);
    const kept = readFileSync(join(folder, 'logs', 'worker.log'), 'utf8');
    expect(kept).toBe(`${lines.join('\n')}\n`);
  });

  it.each(['plain', '{', '{ code: 1 }', '{"level":40,"msg":"cut o'])(
    'tells a line that is no JSON as it is: %s',
    (line) => {
      log.take('connector', line);
      expect(said).toEqual([line]);
    },
  );

  it('tells nothing of storage, nor JSON that is no line of a log', () => {
    log.take('storage', 'plain');
    log.take('worker', '{"a":1}');
    expect(said).toEqual([]);
  });
});
