import { type AppError } from '@app/domain';
import { z } from 'zod';

import { mailError, type MailErrorCode } from '../mail-errors';
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

const CHECK = 'MAIL_FOLDER and the mailbox';

const FOR_NOW = new Set(['UNAVAILABLE', 'INUSE', 'SERVERBUG', 'TRYCREATE']);
const TOO_LARGE = new Set(['APPENDLIMIT', 'TOOBIG', 'LIMIT']);
const OF_THE_MAILBOX = new Set(['OVERQUOTA', 'NOPERM', 'AUTHORIZATIONFAILED', 'CONTACTADMIN']);

/** Every way IMAP can fail; `isOfMessage` while a message was being written. */
export function toAppError(error: unknown, { isOfMessage = false } = {}): AppError {
  const failure = failureSchema.parse(error);
  const code = codeOf(failure, isOfMessage);
  const { serverResponseCode: reason } = failure;
  return mailError(code, {
    said: failure.responseText,
    check: CHECK,
    details: { ...(reason && { reason }) },
    cause: error,
  });
}

export function isFolderMissing(error: unknown): boolean {
  return failureSchema.parse(error).mailboxMissing ?? false;
}

function codeOf(failure: Failure, isOfMessage: boolean): MailErrorCode {
  const { serverResponseCode: reason = '', responseStatus } = failure;
  if (failure.tlsFailed || isTlsDistrust(failure.code)) return 'mail.insecure';
  if (FOR_NOW.has(reason)) return 'mail.unavailable';
  if (failure.authenticationFailed) return 'mail.login_refused';
  if (TOO_LARGE.has(reason)) return 'mail.message_too_large';
  if (responseStatus !== 'NO' && responseStatus !== 'BAD') return 'mail.unavailable';
  return isOfMessage && !OF_THE_MAILBOX.has(reason) ? 'mail.message_refused' : 'mail.refused';
}
