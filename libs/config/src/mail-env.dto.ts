import { IsIn, IsOptional, IsString, Matches, ValidateIf } from 'class-validator';

import { EncryptedUnlessLoopback, NotWith, WholeNumber } from './env-rules';
import { Setting } from './setting';

const isSmtp = (env: MailEnvDto) => env.MAIL_SINK === 'smtp';
const isImap = (env: MailEnvDto) => env.MAIL_SINK === 'imap';
const isForAlerts = (env: MailEnvDto) => env.ALERT_MAIL_TO !== undefined;
const isSending = (env: MailEnvDto) => isSmtp(env) || isForAlerts(env);
const isOn = (env: MailEnvDto) => isSending(env) || isImap(env);

const ADDRESS = /^[^\s<>@]+@[^\s<>@]+$/;

/** The part of the environment that is about the mail server messages are delivered to. Loaded by `loadConfig` only. */
export class MailEnvDto {
  @Setting({
    about:
      'Delivers every archived post as a message (.eml): `smtp` to a journal mailbox, `imap` into a folder, `off` not at all.',
    example: 'off',
    default: 'off',
  })
  @IsIn(['off', 'smtp', 'imap'], { message: 'must be off, smtp or imap' })
  MAIL_SINK = 'off';

  @Setting({
    about: 'Host name of the mail server; needed unless MAIL_SINK is off and no ALERT_MAIL_TO set.',
    example: 'smtp.contoso.com',
    default: 'none',
  })
  @ValidateIf(isOn)
  @Matches(/^[A-Za-z0-9.-]+$/, { message: 'must be the host name of the mail server' })
  MAIL_HOST = '';

  @Setting({
    about: 'Port of the mail server.',
    example: '465',
    default: 'smtp: 465 (tls), 587 (starttls), 25 (none); imap: 993 (tls), 143',
  })
  @WholeNumber(1, 65_535)
  MAIL_PORT?: number;

  @Setting({
    about:
      'How the connection is encrypted: `tls` from its beginning, `starttls`, or `none`, which only a server on this machine may have.',
    example: 'tls',
    default: 'tls',
  })
  @EncryptedUnlessLoopback('MAIL_HOST')
  @IsIn(['tls', 'starttls', 'none'], { message: 'must be tls, starttls or none' })
  MAIL_SECURITY = 'tls';

  @Setting({
    about:
      'Name to log in with at the mail server; its password is the secret `mail-password`. imap needs it.',
    example: 'archive@contoso.com',
    default: 'no login',
  })
  @ValidateIf((env: MailEnvDto) => isImap(env) || env.MAIL_USER !== undefined)
  @Matches(/^[^\r\n]+$/, { message: 'must be the name to log in with' })
  MAIL_USER?: string;

  @Setting({
    about:
      'Sender, who is told what could not be delivered; needed for smtp and for ALERT_MAIL_TO.',
    example: 'connector@contoso.com',
    default: 'none',
  })
  @ValidateIf(isSending)
  @Matches(ADDRESS, { message: 'must be an e-mail address' })
  MAIL_FROM = '';

  @Setting({
    about: 'Journal mailbox that gets every message; needed for smtp.',
    example: 'journal@contoso.com',
    default: 'none',
  })
  @ValidateIf(isSmtp)
  @Matches(ADDRESS, { message: 'must be an e-mail address' })
  MAIL_TO = '';

  @Setting({
    about: 'Folder that gets every message (imap); made when there is none.',
    example: 'Twitter archive',
    default: 'Twitter archive',
  })
  @IsOptional()
  @IsString()
  @Matches(/^[^\r\n]{1,200}$/, { message: 'must be the name of a folder' })
  MAIL_FOLDER = 'Twitter archive';

  @Setting({
    about: 'Seconds between two looks for what is to be delivered to the mail server.',
    example: '60',
    default: '60',
  })
  @WholeNumber(1, 3600)
  MAIL_INTERVAL_SECONDS = 60;

  @Setting({
    about: 'Milliseconds the mail server may be silent.',
    example: '60000',
    default: '60000',
  })
  @WholeNumber(1000, 600_000)
  MAIL_TIMEOUT_MS = 60_000;

  @Setting({
    about:
      'Address that alerts are sent to by SMTP, through MAIL_HOST; not together with MAIL_SINK=imap.',
    example: 'compliance@contoso.com',
    default: 'no e-mail',
  })
  @ValidateIf(isForAlerts)
  @NotWith('MAIL_SINK', 'imap')
  @Matches(ADDRESS, { message: 'must be an e-mail address' })
  ALERT_MAIL_TO?: string;
}
