import { type AppError } from '@app/domain';
import { z } from 'zod';

import { mailError, type MailErrorCode } from '../mail-errors';
import { isTlsDistrust } from '../tls-distrust';

/** The part of the library's errors that tells what happened. */
const failureSchema = z.object({
  code: z.string().optional(),
  originalCode: z.string().optional(),
  command: z.string().optional(),
  /** The server's answer, from its code on. */
  response: z.string().optional(),
  responseCode: z.number().optional(),
});
type Failure = z.infer<typeof failureSchema>;

const CHECK = 'MAIL_FROM, MAIL_TO and the mailbox';

/** Every way SMTP can fail. */
export function toAppError(error: unknown): AppError {
  const failure = failureSchema.parse(error);
  const code = codeOf(failure);
  const { command, responseCode: status } = failure;
  return mailError(code, {
    said: failure.response,
    check: CHECK,
    details: { ...(command && { command }), ...(status && { status }) },
    cause: error,
  });
}

function codeOf(failure: Failure): MailErrorCode {
  const { code, originalCode, responseCode = 0, command } = failure;
  if (code === 'ETLS' || isTlsDistrust(originalCode)) return 'mail.insecure';
  if (responseCode === 503 || (responseCode > 0 && responseCode < 500)) return 'mail.unavailable';
  if (code === 'EAUTH') return 'mail.login_refused';
  if (code === 'EMESSAGE' && responseCode === 0) return 'mail.message_too_large';
  if (responseCode === 0) return 'mail.unavailable';
  return refusal(failure, command === 'DATA' && code === 'EMESSAGE');
}

/** A refusal for good (5xx): of the message for its size, of its content, or of whatever we bring. */
function refusal({ response = '', responseCode }: Failure, isOfContent: boolean) {
  // https://www.rfc-editor.org/rfc/rfc3463: 5.2.2 mailbox full, 5.2.3 and 5.3.4 too big
  const enhanced = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})/.exec(response)?.[1];
  if (enhanced === '5.2.2') return 'mail.refused';
  const isTooBig = enhanced === '5.2.3' || enhanced === '5.3.4' || responseCode === 552;
  if (isTooBig) return 'mail.message_too_large';
  return isOfContent ? 'mail.message_refused' : 'mail.refused';
}
