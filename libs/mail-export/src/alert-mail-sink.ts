import { MailSink } from './mail-sink';

/** The same mail server, for messages to whoever is to hear of alerts. */
export abstract class AlertMailSink extends MailSink {}
