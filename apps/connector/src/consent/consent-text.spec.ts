import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@app/domain';

import { ConsentText } from './consent-text';

const directory = mkdtempSync(join(tmpdir(), 'consent-'));
const file = join(directory, 'consent.txt');
afterAll(() => rmSync(directory, { recursive: true }));

const read = (content: string | Uint8Array) => {
  writeFileSync(file, content);
  return ConsentText.read(file);
};

const codeOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
  return undefined;
};

describe('ConsentText', () => {
  it('is ours unless told otherwise, with the hash of the file as it is', () => {
    const bytes = readFileSync(join(__dirname, 'consent.txt'));
    const { version, sha256, text } = ConsentText.read();
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(bytes.toString()).toBe(`Version: ${version}\n\n${text}\n`);
  });

  it.each([
    ['Version: 2026-11.b\n\nOne\nline.\n\nTwo.\n', '2026-11.b', ['One\nline.', 'Two.']],
    ['Version: 7\r\n\r\nÄ.\r\n\r\nTwo', '7', ['Ä.', 'Two']],
  ])('takes the text of an organization: %j', (content, version, paragraphs) => {
    const given = read(content);
    expect([given.version, given.paragraphs]).toEqual([version, paragraphs]);
  });

  it.each([
    ['no version', 'I agree.\n'],
    ['no text', 'Version: 1\n\n  \n'],
    ['no empty line', 'Version: 1\nI agree.\n'],
    ['too long', `Version: 1\n\n${'a'.repeat(5001)}`],
    ['not UTF-8', Buffer.from([...Buffer.from('Version: 1\n\n'), 0xff, 0xfe])],
  ])('refuses a file with %s', (_, content) => {
    expect(codeOf(() => read(content))).toBe('config.invalid');
  });

  it('refuses a file that is not there', () => {
    expect(codeOf(() => ConsentText.read(join(directory, 'absent')))).toBe('config.invalid');
  });
});
