import { accountStateText } from './account-state-text';
import { en } from './en';

const parked = (reason: string) =>
  accountStateText({ state: 'parked', parked: { reason, until: '', message: '' } });

it('an account that waits says what for', () => {
  const { parkedFor } = en.accounts;
  expect(parked('twitter.unauthorized')).toEqual({
    text: parkedFor['twitter.unauthorized'],
    color: 'danger',
  });
  expect(parked('secrets.missing').text).toBe(parkedFor['secrets.missing']);
  expect(parked('twitter.rate_limited').color).toBe('warning');
});

it.each(['twitter.forbidden', 'toString'])('for %s there are words too', (reason) => {
  expect(parked(reason)).toEqual({ text: en.accounts.states.parked, color: 'danger' });
});

it('another has the words of its state', () => {
  expect(accountStateText({ state: 'paused' })).toEqual({
    text: en.accounts.states.paused,
    color: 'warning',
  });
});
