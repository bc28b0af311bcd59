import { openRemediation } from './open-remediation';

const remediation = { type: 'Relogin', since: '2026-02-01T00:00:00.000Z' } as const;

it.each([
  ['nobody has logged in', undefined],
  ['the last login was before', '2026-01-31T00:00:00.000Z'],
])('what a job needs is told while %s', (_, loggedInAt) => {
  expect(openRemediation(remediation, loggedInAt)).toBe(remediation);
});

it('nothing is told after a login', () => {
  expect(openRemediation(remediation, '2026-02-01T00:00:00.001Z')).toBeUndefined();
  expect(openRemediation(undefined, undefined)).toBeUndefined();
});
