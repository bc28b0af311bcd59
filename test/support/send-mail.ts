import { createTransport } from 'nodemailer';

import { type RunningSandbox } from './sandbox';

/** Sends a message to a mailbox of the sandbox, which must take e-mail. */
export async function sendMail(
  { smtp, credentials }: RunningSandbox,
  to: string,
  raw: Buffer,
): Promise<void> {
  if (!smtp) throw new Error('The sandbox takes no e-mail.');
  const { host, port, user } = smtp;
  const auth = { user, pass: credentials.smtpPassword };
  const transport = createTransport({ host, port, requireTLS: true, auth });
  await transport.sendMail({ envelope: { from: 'test@contoso.example', to }, raw });
}
