import { AppError, type AppErrorCode, type ErrorDetails } from '@app/domain';

const MESSAGES = {
  'mail.unavailable': 'The mail server does not take messages now',
  'mail.login_refused':
    'The mail server refuses the login: check MAIL_USER and the secret mail-password',
  'mail.insecure':
    'The mail server offers no TLS that is trusted: check MAIL_HOST, MAIL_SECURITY and the certificate',
  'mail.refused': 'The mail server takes no message',
  'mail.message_refused': 'The mail server refuses the message',
  'mail.message_too_large': 'The message is larger than the mail server takes',
} as const satisfies Partial<Record<AppErrorCode, string>>;

export type MailErrorCode = keyof typeof MESSAGES;

/** As much of what a server says as a message holds. */
const SAID_SIGNS = 200;

interface Told {
  /** By the server, in its words. */
  said: string | undefined;
  /** What to check when the server takes no message at all. */
  check: string;
  details: ErrorDetails;
  cause: unknown;
}

/** A failure of a mail server, whatever it speaks. */
export function mailError(code: MailErrorCode, { said, check, details, cause }: Told): AppError {
  const what = code === 'mail.refused' ? `${MESSAGES[code]}: check ${check}` : MESSAGES[code];
  const words = said === undefined ? '' : ` (it says: ${said.slice(0, SAID_SIGNS)})`;
  return new AppError(code, `${what}${words}.`, details, { cause });
}
