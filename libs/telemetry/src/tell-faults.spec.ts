import * as api from '@opentelemetry/api';
import { FakeClock } from '@testing/domain';

import { tellFaults } from './tell-faults';

describe('tellFaults', () => {
  afterEach(() => api.diag.disable());

  it('tells of failures alone, at most once in five minutes, and not what they say', () => {
    const clock = new FakeClock();
    const tell = jest.fn();
    tellFaults(api, clock, tell);
    api.diag.warn('not a failure');
    expect(tell).not.toHaveBeenCalled();
    api.diag.error('canary');
    clock.advance(299_999);
    api.diag.error('canary');
    expect(tell.mock.calls).toEqual([[]]);
    clock.advance(1);
    api.diag.error('canary');
    expect(tell.mock.calls).toEqual([[], []]);
  });
});
