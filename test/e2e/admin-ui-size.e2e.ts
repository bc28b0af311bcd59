import { readFileSync } from 'node:fs';

import { TARGETS } from '../../bench/targets';
import { adminPages, BUILT_ADMIN_UI, firstLoad, firstLoadBytes } from '../support/first-load';

it.each(adminPages())('the first load of %s stays small', (page) => {
  const bytes = firstLoadBytes(page);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(TARGETS['start.first-load'].atMost);
});

it('every compressed neighbour is there', () => {
  for (const file of firstLoad('src/pages/home/home-page.tsx')) {
    const bytes = readFileSync(`${BUILT_ADMIN_UI}/${file}`).length;
    if (bytes < 1024) continue;
    expect(readFileSync(`${BUILT_ADMIN_UI}/${file}.br`).length).toBeLessThan(bytes);
    expect(readFileSync(`${BUILT_ADMIN_UI}/${file}.gz`).length).toBeLessThan(bytes);
  }
});
