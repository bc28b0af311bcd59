import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPost } from '@app/domain';
import {
  type Message,
  type OpenAttachment,
  toMessage,
  writeMessage,
} from '@app/message-conversion';
import {
  aGoldenCase,
  aMessageContext,
  aRawXPost,
  goldenNames,
  inOrder,
  opening,
  readByMailparser,
  readingOf,
  type ReadMessage,
  X_OPENAPI_VERSIONS,
} from '@testing/message-conversion';
import fc from 'fast-check';

const READER = join(__dirname, '../support/read-messages.py');
const SEED = 20_250_303;

/** Messages of all golden posts, and of posts made from X's OpenAPI documents. */
const messages = new Map<string, { message: Message; open: OpenAttachment }>([
  ...goldenNames().map((name) => {
    const { content, context, open } = aGoldenCase(name);
    return [name, { message: toMessage(content, context), open }] as const;
  }),
  ...X_OPENAPI_VERSIONS.flatMap((version) =>
    fc.sample(aRawXPost(version), { numRuns: 60, seed: SEED }).map((raw, i) => {
      const message = toMessage({ type: 'post', post: readPost(raw) }, aMessageContext());
      return [`made-${version}-${i}`, { message, open: opening([]) }] as const;
    }),
  ),
]);

type Reading = ReadMessage & { defects: string[] };

/**
 * Python's mail library is no relative of what writes the messages. `.ci/run` installs it where it is missing; elsewhere mailparser
 * stands in, and the name of the tests says so.
 */
const hasPython = spawnSync('python3', ['--version']).status === 0;
const reader = hasPython ? "Python's mail library" : 'mailparser (NOT PYTHON: no python3 is there)';

function readByPython(folder: string): Record<string, Reading> {
  const { stdout, stderr, error } = spawnSync('python3', [READER, folder], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error || stderr) {
    throw new Error(`python3 could not read the messages. ${stderr}`, { cause: error });
  }
  return JSON.parse(stdout) as Record<string, Reading>;
}

describe(`messages, by ${reader}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'messages-'));
  let readings: Record<string, Reading> = {};

  beforeAll(async () => {
    for (const [name, { message, open }] of messages) {
      const bytes = Buffer.concat(await Array.fromAsync(writeMessage(message, open)));
      writeFileSync(join(folder, `${name}.eml`), bytes);
      if (!hasPython) readings[name] = { ...(await readByMailparser(bytes)), defects: [] };
    }
    if (hasPython) readings = readByPython(folder);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([...messages.keys()])('reads %s as it was meant, without a fault', (name) => {
    const expected = messages.get(name);
    const { defects, files, ...reading } = readings[name] ?? { defects: ['not read'], files: [] };

    expect(defects).toEqual([]);
    expect({ ...reading, files: inOrder(files) }).toEqual(expected && readingOf(expected.message));
  });
});
