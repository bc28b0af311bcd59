export { MailExportModule } from './mail-export.module';
export { type MailDelivered, MailSession, MailSink, type OutgoingMessage } from './mail-sink';
