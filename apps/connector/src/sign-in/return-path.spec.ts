import { HOME, returnPath } from './return-path';

describe('returnPath', () => {
  it.each([
    '/admin/',
    '/admin/accounts',
    '/admin/accounts/7',
    '/admin/tasks?state=failed&from=2026-01-01T00%3A00%3A00Z',
    '/admin/tasks/job%20one/t%C3%A9.1',
    '/admin/audit?actor=ada@contoso.example',
    '/admin/apis',
  ])('takes the page %s', (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([
    undefined,
    null,
    '',
    7,
    ['/admin/accounts'],
    { path: '/admin/accounts' },
    '/',
    '/admin',
    '/administrator/',
    '/health/live',
    'admin/accounts',
    'https://evil.example/admin/',
    'javascript:alert(1)//admin/',
    '//evil.example/admin/',
    '//evil.example',
    '///evil.example/admin/',
    '/\\evil.example/admin/',
    '\\\\evil.example\\admin\\',
    '/admin/\\evil.example',
    '/admin//evil.example',
    '/admin/..//evil.example',
    '/admin/../..//evil.example',
    '/admin/./accounts',
    '/admin/%2e%2e/%2e%2e//evil.example',
    '/admin/.%2E/evil',
    '/admin/%2f%2fevil.example',
    '/admin/%5cevil.example',
    '/admin/%5C%5Cevil.example',
    '/admin/%252e%252e/evil',
    '/admin/%09/evil.example',
    '/admin/%0d%0aset-cookie:a=b',
    '/admin/\r\nset-cookie: a=b',
    '/admin/\t/evil.example',
    ' /admin/accounts',
    '/admin/accounts\u0000',
    '/admin/@evil.example/é',
    '/admin/#//evil.example',
    '/admin/api/session',
    '/admin/API/audit.csv',
    '/admin/sign-in',
    '/admin/sign-in/callback?code=a',
    `/admin/${'a'.repeat(1000)}`,
  ])('goes home for %j', (given) => {
    expect(returnPath(given)).toBe(HOME);
  });
});
