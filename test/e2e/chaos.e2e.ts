import { resolve } from 'node:path';

import { LocalProcess } from '../../scripts/local/local-process';
import { endedAfterwards } from '../support/a-stack';

/** One of every sort; `npm run test:chaos` has them all. */
const FAULTS = [
  ...['x-429-without-headers', 'x-token-revoked', 'media-reset-mid-body', 'media-late'],
  ...['event-reset-after-accept', 'vault-down-at-start'],
  ...['table-hang', 'blob-lost-answer', 'sink-sas-expired'],
  ...['stall', 'same-task-twice', 'clock-back'],
];
/** Some seconds a run, on a machine that has nothing else to do. */
const TIME_LIMIT_MS = 600_000;

describe('npm run test:chaos', () => {
  it(
    'finds nothing lost, doubled or unexplained, whatever fails',
    async () => {
      const args = ['--faults', FAULTS.join(','), '--runs', `${FAULTS.length}`];
      const chaos = endedAfterwards(
        new LocalProcess('chaos', resolve('dist/scripts/chaos.js'), { args }),
      );
      const lines: string[] = [];
      chaos.onLine = (line) => lines.push(line);
      const code = await chaos.exit();

      expect(lines.filter((line) => /^seed \d+ +(lost|duplicated|unexplained)/.test(line))).toEqual(
        [],
      );
      expect(lines.at(-1)).toMatch(
        /^12 runs: \d+ equal, \d gap recorded, [01] not met, 0 lost, 0 duplicated, 0 unexplained$/,
      );
      expect(code).toBe(0);
    },
    TIME_LIMIT_MS,
  );
});
