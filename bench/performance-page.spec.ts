import { readFileSync } from 'node:fs';

import { performanceFiles } from './performance-page';

it('docs and charts say what bench/results says (npm run generate)', () => {
  const files = Object.entries(performanceFiles());
  expect(files.length).toBeGreaterThan(1);
  const others = files.filter(([file, text]) => readFileSync(file, 'utf8') !== text);
  expect(others.map(([file]) => file)).toEqual([]);
});
