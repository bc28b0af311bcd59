import { type AlertConfig, type MailConfig } from '@app/config';
import { type MailLogin } from '@app/delivery';
import { type KeptAlert } from '@app/jobs';

import { alertMessage } from './alert-message';

/** Sends alerts by e-mail to the address an operator has set, if one is. */
export class AlertMail {
  constructor(
    private readonly login: MailLogin,
    private readonly server: Pick<MailConfig, 'from'>,
    private readonly config: Pick<AlertConfig, 'mailTo'>,
  ) {}

  get isSet(): boolean {
    return this.config.mailTo !== undefined;
  }

  /** Resolves once the mail server has taken charge of it, or when nobody is to be told. Rejects as MailSession and SecretStore do. */
  async tell(alert: KeptAlert, signal: AbortSignal): Promise<void> {
    const { mailTo: to } = this.config;
    if (to === undefined) return;
    const { bytes, ...message } = await alertMessage(alert, {
      from: this.server.from,
      to,
    });
    const session = await this.login.open();
    try {
      await session.deliver({ ...message, bytes: bytes.length }, oncePiece(bytes), { signal });
    } finally {
      await session.close();
    }
  }
}

async function* oncePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}
