import { AppError, type AppErrorCode } from '@app/domain';
import { z } from 'zod';

import { isTlsDistrust } from '../tls-distrust';

/** The part of the library's errors that tells what happened. */
const failureSchema = z.object({
  code: z.string().optional(),
  authenticationFailed: z.boolean().optional(),
  tlsFailed: z.boolean().optional(),
  mailboxMissing: z.boolean().optional(),
  /** `NO` and `BAD` of a command that was refused. */
  responseStatus: z.string().optional(),
  responseText: z.string().optional(),
  /** The server's reason (https://www.rfc-editor.org/rfc/rfc5530). */
  serverResponseCode: z.string().optional(),
});
type Failure = z.infer<typeof failureSchema>;

const MESSAGES = {
  'mail.unavailable': 'The mail server does not take messages now',
  'mail.login_refused':
    'The mail server refuses the login: check MAIL_USER and the secret mail-password',
  'mail.insecure':
    'The mail server offers no TLS that is trusted: check MAIL_HOST, MAIL_SECURITY and the certificate',
  'mail.refused': 'The mail server takes no message: check MAIL_FOLDER and the mailbox',
  'mail.message_refused': 'The mail server refuses the message',
  'mail.message_too_large': 'The message is larger than the mail server takes',
} as const satisfies Partial<Record<AppErrorCode, string>>;

const FOR_NOW = new Set(['UNAVAILABLE', 'INUSE', 'SERVERBUG', 'TRYCREATE']);
const TOO_LARGE = new Set(['APPENDLIMIT', 'TOOBIG', 'LIMIT']);
const OF_THE_MAILBOX = new Set(['OVERQUOTA', 'NOPERM', 'AUTHORIZATIONFAILED', 'CONTACTADMIN']);

/** Every way IMAP can fail; `isOfMessage` while a message was being written. */
export function toAppError(error: unknown, { isOfMessage = false } = {}): AppError {
  const failure = failureSchema.parse(error);
  const code = codeOf(failure, isOfMessage);
  const { serverResponseCode: reason } = failure;
  const said = failure.responseText?.slice(0, 200);
  return new AppError(
    code,
    `${MESSAGES[code]}${said === undefined ? '' : ` (it says: ${said})`}.`,
    { ...(reason && { reason }) },
    { cause: error },
  );
}

export function isFolderMissing(error: unknown): boolean {
  return failureSchema.parse(error).mailboxMissing ?? false;
}

function codeOf(failure: Failure, isOfMessage: boolean): keyof typeof MESSAGES {
  const { serverResponseCode: reason = '', responseStatus } = failure;
  if (failure.tlsFailed || isTlsDistrust(failure.code)) return 'mail.insecure';
  if (FOR_NOW.has(reason)) return 'mail.unavailable';
  if (failure.authenticationFailed) return 'mail.login_refused';
  if (TOO_LARGE.has(reason)) return 'mail.message_too_large';
  if (responseStatus !== 'NO' && responseStatus !== 'BAD') return 'mail.unavailable';
  return isOfMessage && !OF_THE_MAILBOX.has(reason) ? 'mail.message_refused' : 'mail.refused';
}
