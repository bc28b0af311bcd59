import { type IncomingMessage } from 'node:http';

import { Random } from '../../../apps/sandbox/src/dataset/random';
import { type ChaosWorld } from '../chaos-world';
import { type StorageFault } from '../storage-fault';
import { storageFaults } from './storage-faults';

/** More uploads than pass before any fault of one begins. */
const UPLOADS = 30;

function added(name: string): StorageFault {
  const faults: StorageFault[] = [];
  const storage = { add: (fault: StorageFault) => () => faults.push(fault) > 0 };
  const kind = storageFaults.find((each) => each.name === name);
  const met = kind?.arm({ storage } as object as ChaosWorld, new Random(1)) as () => boolean;
  met();
  return faults[0] as StorageFault;
}

describe.each(['sink-sas-expired', 'sink-deleted'])('%s', (name) => {
  const fault = added(name);
  const meets = (url: string) => fault.meets('blob', { url } as IncomingMessage);

  it('refuses all that come with the SAS it began with, until another is lent', () => {
    expect(meets('/account/import-job/a?sig=old')).toBe(false);
    const uploads = Array.from({ length: UPLOADS }, () => meets('/account/import-job/a?sig=old'));
    expect(uploads.at(-1)).toBe(true);
    expect(uploads.slice(uploads.indexOf(true)).every(Boolean)).toBe(true);
    expect(meets('/account/import-job/a?sig=new')).toBe(false);
    expect(meets('/account/archive/a?sig=old')).toBe(false);
    expect(meets('/account/import-job/b?sig=old')).toBe(true);
    expect(fault).toMatchObject({ after: 0, times: Infinity });
  });
});
