import { AppError, Secret } from '@app/domain';
import { describeMailSink, FakeMailSink, type MailSinkFault } from '@testing/mail-export';

const MIB = 1024 * 1024;
const faults = {
  'wrong password': 'mail.login_refused',
  'nobody there': 'mail.unavailable',
  'certificate not trusted': 'mail.insecure',
} as const satisfies Record<MailSinkFault, string>;

describe.each([true, false])('FakeMailSink that keeps one of each: %s', (keepsOne) => {
  describeMailSink('it', () => {
    const limitBytes = 4 * MIB;
    const sink = new FakeMailSink(undefined, { keepsOne, limitBytes, password: 'password' });
    return Promise.resolve({
      open: () => sink.open(new Secret('password')),
      openWith: (fault) => {
        sink.failures.push(new AppError(faults[fault], fault));
        return sink.open(new Secret(fault === 'wrong password' ? 'wrong' : 'password'));
      },
      arrived: () => Promise.resolve(sink.arrived.map(({ bytes }) => bytes)),
      limitBytes,
      keepsOne,
    });
  });
});
