import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@app/domain';

/** Ours: put beside the built program by `nest build`. */
const OUR_FILE = join(__dirname, 'consent.txt');
/** It is kept whole with each consent, in a row of the audit log that takes 32,000 signs. */
const MAX_SIGNS = 5000;
const FORM = /^Version: ([\w.-]{1,40})\r?\n[ \t]*\r?\n([^]+)$/;

/** What an account's owner accepts before the login: a file, `Version: …` in its first line, then paragraphs. */
export class ConsentText {
  private constructor(
    readonly version: string,
    readonly text: string,
    /** Of the whole file, so that anybody can compare. */
    readonly sha256: string,
  ) {}

  /** The organization's own, or ours. Throws `config.invalid`. */
  static read(file = OUR_FILE): ConsentText {
    const bytes = contentOf(file);
    const [, version = '', rest = ''] = FORM.exec(bytes.toString('utf8')) ?? [];
    const text = rest.trim();
    if (text === '' || text.length > MAX_SIGNS || text.includes('\uFFFD')) throw wrongForm();
    return new ConsentText(version, text, createHash('sha256').update(bytes).digest('hex'));
  }

  get paragraphs(): string[] {
    return this.text.split(/\r?\n\s*\n/);
  }
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const message = 'CONSENT_FILE: must be a file that can be read';
    throw new AppError('config.invalid', message, {}, { cause });
  }
}

function wrongForm(): AppError {
  return new AppError(
    'config.invalid',
    `CONSENT_FILE: must be UTF-8 text whose first line is "Version: …", then an empty line, then at most ${MAX_SIGNS} signs`,
  );
}
