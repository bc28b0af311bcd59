import { MailRest } from './mail-rest';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe('MailRest', () => {
  it('is the interval as long as nothing fails', () => {
    const rest = new MailRest(MINUTE);
    expect(rest.ms).toBe(MINUTE);
    rest.afterRound([]);
    expect(rest.ms).toBe(MINUTE);
  });

  it('grows with every failure, up to a quarter of an hour, and begins anew', () => {
    const rest = new MailRest(MINUTE);
    const rests = Array.from({ length: 6 }, () => {
      rest.afterRound(['transient', 'permanent']);
      return rest.ms / MINUTE;
    });
    expect(rests).toEqual([2, 4, 8, 15, 15, 15]);
    rest.afterRound([]);
    expect(rest.ms).toBe(MINUTE);
  });

  it('is a quarter of an hour at once when somebody has to mend something', () => {
    const rest = new MailRest(SECOND);
    rest.afterRound(['transient', 'setup']);
    expect(rest.ms).toBe(15 * MINUTE);
  });

  it('does not grow for what is wrong with one account', () => {
    const rest = new MailRest(MINUTE);
    rest.afterRound(['permanent']);
    expect(rest.ms).toBe(MINUTE);
  });
});
