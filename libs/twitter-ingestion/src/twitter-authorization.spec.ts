import { AppError } from '@app/domain';
import { describeTwitterAuthorization, FakeTwitterAuthorization } from '@testing/twitter-ingestion';

describeTwitterAuthorization('FakeTwitterAuthorization', () => {
  const fake = new FakeTwitterAuthorization();
  const failures = { clock: 'twitter.clock_skew', suspended: 'twitter.app_suspended' } as const;
  return Promise.resolve({
    authorization: fake,
    app: fake.app,
    callbackUrl: fake.callbackUrl,
    accountIds: ['7', '8'],
    agree: (requestToken, accountId) => Promise.resolve(fake.agree(requestToken, accountId)),
    refuseNext: (why) => {
      fake.failures.push(new AppError(failures[why], why));
      return Promise.resolve();
    },
  });
});
