import { createHash } from 'node:crypto';
import { type KeptAlert } from '@app/jobs';

import { wireOf } from './alert-wire';

const LINE = /.{1,76}/g;

/** An alert as an e-mail (RFC 5322): plain text, and the same Message-ID whenever the same state is told. */
export function alertMessage(
  alert: KeptAlert,
  { from, to }: { from: string; to: string },
): { messageId: string; bytes: Buffer; date: Date } {
  const { id, state, code, subject, text, action, since } = wireOf(alert);
  const date = alert.resolvedAt ?? alert.raisedAt;
  const unique = createHash('sha256').update(id).digest('hex').slice(0, 32);
  const messageId = `<${unique}@${from.slice(from.indexOf('@') + 1)}>`;
  const body = [
    state === 'raised' ? text : `This is over since ${date.toISOString()}: ${text}`,
    ...(state === 'raised' ? ['', `What to do: ${action}`] : []),
    ...['', `Code: ${code}`, `Of: ${subject}`, `Since: ${since}`, ''],
  ].join('\r\n');
  const lines = Buffer.from(body).toString('base64').match(LINE) ?? [];
  const headers = [
    `From: <${from}>`,
    `To: <${to}>`,
    `Subject: ${oneLine(`Twitter archive: ${state} ${code} (${subject})`)}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${messageId}`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ];
  return { messageId, bytes: Buffer.from([...headers, '', ...lines, ''].join('\r\n')), date };
}

/** Nothing in it begins another header. */
function oneLine(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
}
