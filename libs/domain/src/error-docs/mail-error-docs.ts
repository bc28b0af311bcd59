import { type ErrorDoc } from './error-doc';

/** Failures of delivering messages to a mail server. */
export const mailErrorDocs = {
  'mail.unavailable': {
    meaning: 'The mail server cannot be reached, asks to wait, or breaks off.',
    who: 'operator',
    action:
      'It passes. If it stays: check `MAIL_HOST`, `MAIL_PORT`, DNS and firewall. One message that fails so five times while others are taken is put aside and tried again once a day.',
    places: ['mail'],
  },
  'mail.login_refused': {
    meaning: 'The mail server does not accept `MAIL_USER` and the secret `mail-password`.',
    who: 'operator',
    action:
      'Correct them. It is tried again after a quarter of an hour, so that no account is locked.',
    places: ['mail'],
  },
  'mail.insecure': {
    meaning:
      'The mail server offers no TLS, or a certificate that is not trusted. Nothing is sent.',
    who: 'operator',
    action:
      'Check `MAIL_HOST`, `MAIL_SECURITY` and the certificate; an authority of your own is trusted by `NODE_EXTRA_CA_CERTS`.',
    places: ['mail'],
  },
  'mail.refused': {
    meaning:
      'The mail server takes no message: it refuses `MAIL_FROM`, `MAIL_TO` or `MAIL_FOLDER`, the mailbox is full, or ten messages in a row were refused.',
    who: 'operator',
    action: "Look for the server's own words in the log, and have it take the messages.",
    places: ['mail'],
  },
  'mail.message_refused': {
    meaning: 'The mail server refuses one message. It is put aside and tried again once a day.',
    who: 'operator',
    action: "Look for the server's own words in the log.",
    places: ['mail'],
  },
  'mail.message_too_large': {
    meaning:
      'One message is larger than the mail server takes. It is put aside and tried again once a day.',
    who: 'operator',
    action: 'Have the server take larger messages.',
    places: ['mail'],
  },
} as const satisfies Record<string, ErrorDoc>;
