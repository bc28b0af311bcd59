import { type Fact } from '../facts';
import { utc } from '../wording';
import { type MessageContext } from './message-context';

/** Paragraphs, then the details that are not among the notes already. */
export function plainText(paragraphs: string[], details: Fact[]): string {
  const told = details.map(({ label, value }) => `${label}: ${value}`);
  const said = new Set(paragraphs);
  const beneath = told.filter((line) => !said.has(`[${line}]`));
  return `${[...paragraphs, '-'.repeat(40), beneath.join('\n')].join('\n\n')}\n`
    .toWellFormed()
    .replace(/\r\n?/g, '\n');
}

/** What it is made from: the same beneath every message. */
export function recordFacts({ capturedAt, recordSha256 }: MessageContext): Fact[] {
  return [
    { label: 'Captured', value: utc(capturedAt) },
    { label: 'SHA-256 of the record', value: recordSha256 },
  ];
}
