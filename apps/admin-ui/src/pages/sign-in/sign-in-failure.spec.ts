import { en } from '../../texts/en';
import { signInFailure } from './sign-in-failure';

it.each(Object.entries(en.signIn.failed))('%s is explained', (failure, text) => {
  expect(signInFailure(`?signInFailed=${failure}`)).toBe(text);
});

it.each(['toString', '<b>x</b>', ''])('%j is told as a failure, and not repeated', (failure) => {
  expect(signInFailure(`?signInFailed=${encodeURIComponent(failure)}`)).toBe(
    en.signIn.failedOtherwise,
  );
});

it('an address without a failure says nothing', () => {
  expect(signInFailure('?jobId=1')).toBeUndefined();
});
