import { AppError } from '@app/domain';

import { startFailure } from './start-failure';

describe('startFailure', () => {
  it('says what to do about what can be mended, and no more', () => {
    expect(startFailure(new AppError('config.invalid', 'PUBLIC_URL: must be set.'))).toBe(
      'PUBLIC_URL: must be set.',
    );
  });

  it('tells all of what should not happen', () => {
    const failure = startFailure(new TypeError('no such property', { cause: new Error('why') }));
    expect(failure).toContain('TypeError: no such property\n    at ');
    expect(failure).toContain('why');
  });
});
