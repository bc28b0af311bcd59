import { signInHref } from './sign-in-href';

it.each([
  ['/admin/', '', '/admin/sign-in'],
  ['/admin', '?signInFailed=declined', '/admin/sign-in'],
  ['/admin/accounts/7', '', '/admin/sign-in?returnTo=%2Fadmin%2Faccounts%2F7'],
  [
    '/admin/tasks',
    '?state=waiting&signInFailed=declined',
    '/admin/sign-in?returnTo=%2Fadmin%2Ftasks%3Fstate%3Dwaiting',
  ],
])('%s%s is come back to by %s', (pathname, search, href) => {
  expect(signInHref({ pathname, search })).toBe(href);
});
