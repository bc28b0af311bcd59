import { appId, describeApplicationTrial, FakeApplicationTrial } from '@testing/auth';

import { isApplicationRefused } from './application-trial';

const secret = 'the secret';
describeApplicationTrial('FakeApplicationTrial', () => ({
  trial: new FakeApplicationTrial({ appId, secret }),
  appId,
  secret,
}));

describe('isApplicationRefused', () => {
  it.each([700_016, 7_000_112, 7_000_215, 7_000_222])('is true of AADSTS%i', (entraCode) => {
    expect(isApplicationRefused({ kind: 'refused', entraCode })).toBe(true);
  });

  it.each([
    { kind: 'accepted' },
    { kind: 'unavailable' },
    { kind: 'refused' },
    { kind: 'refused', entraCode: 90_002 },
    { kind: 'refused', entraCode: 90_033 },
    { kind: 'refused', entraCode: 500_011 },
  ] as const)('is false of %j', (result) => {
    expect(isApplicationRefused(result)).toBe(false);
  });
});
