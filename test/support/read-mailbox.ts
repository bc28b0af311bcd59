import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const READER = join(__dirname, 'read-mailbox.py');

/** `.ci/run` installs Python where it is missing; elsewhere these few lines stand in, and the name of the tests says so. */
const hasPython = spawnSync('python3', ['--version']).status === 0;

export const mailboxReader = hasPython
  ? "Python's mailbox library"
  : 'lines of our own (NOT PYTHON: no python3 is there)';

/** The messages of an mbox file or a Maildir, with CRLF line ends, in any order. */
export function messagesOf(kind: 'mbox' | 'maildir', path: string): string[] {
  return (hasPython ? readByPython(kind, path) : readByOurselves(kind, path)).sort();
}

function readByPython(kind: string, path: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'mailbox-'));
  try {
    const { status, stderr } = spawnSync('python3', [READER, kind, path, folder], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`python3 could not read ${path}. ${stderr}`);
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readByOurselves(kind: string, path: string): string[] {
  const withCrlf = (text: string) => text.replaceAll('\n', '\r\n');
  if (kind === 'maildir') {
    const names = readdirSync(join(path, 'new'));
    return names.map((name) => withCrlf(readFileSync(join(path, 'new', name), 'latin1')));
  }
  const [, ...entries] = `\n${readFileSync(path, 'latin1')}`.split(/\nFrom .*\n/);
  return entries.map((each) => withCrlf(each.replace(/^>(>*From )/gm, '$1').replace(/\n$/, '')));
}
