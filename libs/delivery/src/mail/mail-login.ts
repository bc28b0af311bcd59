import { MailConfig } from '@app/config';
import { AppError, type Secret } from '@app/domain';
import { type MailSession, MailSink } from '@app/mail-export';
import { secretNames, SecretStore } from '@app/secrets';
import { Injectable } from '@nestjs/common';

/** Opens the mail server with the login that is configured. */
@Injectable()
export class MailLogin {
  constructor(
    private readonly sink: MailSink,
    private readonly secrets: SecretStore,
    private readonly config: MailConfig,
  ) {}

  /** Rejects with `secrets.missing` when a user is configured and the password is not set, and as the store does. */
  async open(): Promise<MailSession> {
    return this.sink.open(this.config.user === undefined ? undefined : await this.password());
  }

  private async password(): Promise<Secret> {
    const name = secretNames.mailPassword;
    const password = await this.secrets.find(name);
    if (password) return password;
    throw new AppError(
      'secrets.missing',
      `The password of MAIL_USER is not set; set the secret ${name}.`,
      { name },
    );
  }
}
