import { AppError, type AppErrorCode, appErrorFaults } from '@app/domain';

import { statusOf } from './error-status';

describe('statusOf', () => {
  it.each([
    ['jobs.unknown_job', 404],
    ['export.sas_invalid', 400],
    ['export.sas_host_not_allowed', 400],
    ['jobs.unavailable', 503],
    ['secrets.unreadable', 503],
    ['secrets.missing', 500],
    ['twitter.app_keys_refused', 500],
    ['jobs.other_account', 409],
    ['archive.corrupt', 500],
  ] as const)('of %s is %i', (code, status) => {
    expect(statusOf(new AppError(code, 'no'))).toBe(status);
  });

  it('blames the caller for nothing that is not the caller’s', () => {
    const codes = Object.keys(appErrorFaults) as AppErrorCode[];
    const blames = (status: number) => status < 500;
    const blamed = codes.filter((code) => blames(statusOf(new AppError(code, 'no'))));
    expect(blamed.filter((code) => appErrorFaults[code] !== 'caller')).toEqual([]);
  });
});
