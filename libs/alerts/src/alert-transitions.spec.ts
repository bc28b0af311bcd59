import { type Alert, type KeptAlert } from '@app/jobs';

import { afterLook } from './alert-transitions';

const raisedAt = new Date('2026-01-01T00:00:00Z');
const now = new Date('2026-01-02T00:00:00Z');
const anAlert = (more: Partial<Alert> = {}): Alert => ({
  ...{ code: 'capture-stopped', subject: '7', since: raisedAt, text: 'It is.', action: 'Mend.' },
  ...more,
});
const told = (more: Partial<Alert> = {}): KeptAlert => ({
  ...anAlert(more),
  ...{ state: 'raised', raisedAt, isTold: true, heard: ['mail raised'] },
});
const untold = { state: 'raised', raisedAt: now, isTold: false };

describe('afterLook', () => {
  it('raises what is about something else by now anew, for all', () => {
    const posts = anAlert({ about: 'posts' });
    const [changed, ...more] = afterLook([posts], [told({ about: 'messages' })], now);
    expect([changed, more]).toEqual([{ ...posts, ...untold }, []]);
  });

  it('lets one of an earlier build learn what it is about, and tells nobody', () => {
    const gap = anAlert({ code: 'gap-opened', about: '2026-01-01' });
    const [known = told()] = afterLook([gap], [told({ code: 'gap-opened' })], now);
    expect(known).toMatchObject({ raisedAt, isTold: true, about: '2026-01-01' });
    expect(afterLook([gap], [known], now)).toEqual([]);
    const later = { ...gap, about: '2026-01-02' };
    expect(afterLook([later], [known], now)).toEqual([{ ...later, ...untold }]);
  });

  it('takes an older gap for no news once the newer one is closed', () => {
    const [first, second] = ['2026-01-01', '2026-02-01'];
    const known = told({ code: 'gap-opened', about: second, text: 'Two.' });
    const older = anAlert({ code: 'gap-opened', about: first, text: 'One.' });
    const changed = afterLook([older], [known], now);
    expect(changed).toMatchObject([{ raisedAt, isTold: true, about: first, text: 'One.' }]);
  });
});
