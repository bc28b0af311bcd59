import { globSync, readFileSync } from 'node:fs';

import { mutationPage } from './mutation-page';
import { type MutationParts, type PartResult, readParts, readResults } from './mutation-results';

const readText = (path: string) => readFileSync(path, 'utf8');
const known = readParts(readText('scripts/mutation/parts.json'));

describe('docs/mutation-testing.md', () => {
  it('is what `npm run test:mutation` makes of the results', () => {
    const results = readResults(readText('scripts/mutation/results.json'));
    expect(readText('docs/mutation-testing.md')).toBe(mutationPage(known, results));
  });

  it('sums the parts of an area up, and names what was not run', () => {
    const part = (area: string) => ({ area, mutate: [], tests: [] });
    const parts: MutationParts = { a: part('one'), b: part('one'), c: part('two') };
    const result = (killed: number, survived: number): PartResult => ({
      ...{ date: '2026-11-26', commit: 'abc', files: 2, killed, timedOut: 1, survived },
      ...{ uncovered: 1, leftOut: 4 },
    });
    const page = mutationPage(parts, { a: result(7, 1), b: result(19, 1) }).split('\n');
    expect(page.filter((line) => /^\| (one|two) /.test(line))).toEqual([
      '| one | 2 of 2 | 32 | 28 | 4 | 87.5 % | 8 |',
      '| two | 0 of 1 | 0 | 0 | 0 | – | 0 |',
      '| one | a | 2 | 10 | 8 | 2 | 80.0 % | 4 | 2026-11-26 | abc |',
      '| one | b | 2 | 22 | 20 | 2 | 90.9 % | 4 | 2026-11-26 | abc |',
    ]);
    expect(page).toContain('Not run yet: c.');
  });
});

describe('the parts of mutation testing', () => {
  it('are all of capture, delivery, coverage and manifests, once', () => {
    const isCode = (file: string) => !/\.(spec|module|dto)\.ts$|\/index\.ts$/.test(file);
    const filesOf = (globs: string[]) => globs.flatMap((glob) => globSync(glob)).filter(isCode);
    const mutated = filesOf(Object.values(known).flatMap(({ mutate }) => mutate)).sort();
    const wanted = ['libs/{capture,delivery}/src/**/*.ts', 'libs/domain/src/coverage.ts'];
    expect(mutated).toEqual(filesOf(wanted).sort());
  });

  it.each(Object.entries(known))('have tests: %s', (_name, { tests }) => {
    expect(tests.map((glob) => globSync(glob).length)).not.toContain(0);
  });
});
