import { readFileSync } from 'node:fs';

import { RELEASE } from './release';

it('is the version of the package', () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({ version: RELEASE });
});
