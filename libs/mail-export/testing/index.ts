export { FakeMailSink } from './fake-mail-sink';
export { describeMailSink, type MailSinkFault, type MailSinkUnderTest } from './mail-sink.contract';
