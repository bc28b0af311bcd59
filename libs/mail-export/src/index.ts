export { AlertMailModule } from './alert-mail.module';
export { AlertMailSink } from './alert-mail-sink';
export { MailExportModule } from './mail-export.module';
export { type MailDelivered, MailSession, MailSink, type OutgoingMessage } from './mail-sink';
