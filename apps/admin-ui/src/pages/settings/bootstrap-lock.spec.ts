import { en } from '../../texts/en';
import { bootstrapLock } from './bootstrap-lock';

const { lock } = en.settings;

it('before Entra ID is set up, the key may set its values', () => {
  expect(bootstrapLock(false, undefined)).toBeUndefined();
});

it('the key may set them anew when Entra ID refuses what is set', () => {
  expect(bootstrapLock(true, { ok: false, code: 'AADSTS7000222' })).toBeUndefined();
  expect(bootstrapLock(true, { ok: false })).toBeUndefined();
});

it.each([
  ['sign-in works', { ok: true }, lock.works],
  ['Entra ID is silent', { ok: false, code: 'auth.entra_unavailable' }, lock.silent],
  ['nobody knows yet', undefined, lock.testing],
])('the key may not while %s', (_, test, reason) => {
  expect(bootstrapLock(true, test)).toBe(reason);
});
