import { createHash } from 'node:crypto';
import { type KeptAlert } from '@app/jobs';
import MailComposer from 'nodemailer/lib/mail-composer';

import { wireOf } from './alert-wire';

/** An alert as an e-mail: plain text, and the same Message-ID whenever the same state is told. */
export async function alertMessage(
  alert: KeptAlert,
  { from, to }: { from: string; to: string },
): Promise<{ messageId: string; bytes: Buffer; date: Date }> {
  const { id, state, code, subject, text, action, since } = wireOf(alert);
  const date = alert.resolvedAt ?? alert.raisedAt;
  const unique = createHash('sha256').update(id).digest('hex').slice(0, 32);
  const messageId = `<${unique}@${from.slice(from.indexOf('@') + 1)}>`;
  const body = [
    state === 'raised' ? text : `This is over since ${date.toISOString()}: ${text}`,
    ...(state === 'raised' ? ['', `What to do: ${action}`] : []),
    ...['', `Code: ${code}`, `Of: ${subject}`, `Since: ${since}`, ''],
  ].join('\r\n');
  const message = new MailComposer({
    ...{ messageId, from, to, date },
    subject: `Twitter archive: ${state} ${code} (${subject})`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: body,
    textEncoding: 'base64',
    ...{ newline: 'windows', disableFileAccess: true, disableUrlAccess: true },
  });
  return { messageId, bytes: await message.compile().build(), date };
}
