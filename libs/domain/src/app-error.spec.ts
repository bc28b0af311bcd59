import { AppError, appErrorFaults, isAppError } from './app-error';

describe('AppError', () => {
  const cause = new Error('ECONNRESET');
  const error = new AppError('twitter.network', 'X did not answer.', { attempt: 2 }, { cause });

  it('carries code, who can mend it, details and cause', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'AppError',
      code: 'twitter.network',
      fault: 'transient',
      message: 'X did not answer.',
      details: { attempt: 2 },
      cause,
    });
    expect(new AppError('config.invalid', 'No.').details).toEqual({});
  });

  it('is told from other errors, and by its code', () => {
    expect(isAppError(error)).toBe(true);
    expect(isAppError(error, 'twitter.network')).toBe(true);
    expect(isAppError(error, 'twitter.timeout')).toBe(false);
    expect(isAppError(cause)).toBe(false);
    expect(isAppError({ code: error.code, fault: error.fault })).toBe(false);
  });

  it('has a code of the form area.what', () => {
    expect(Object.keys(appErrorFaults).filter((code) => !/^[a-z]+\.[a-z_]+$/.test(code))).toEqual(
      [],
    );
  });
});
