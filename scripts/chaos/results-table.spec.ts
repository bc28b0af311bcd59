import { isWell, neverMet, resultsTable, summaryOf, withTable, type Told } from './results-table';

const kinds = ['a', 'b'].map((name) => ({ name, does: `${name} fails`, arm: () => () => true }));
const told = (kind: Told['kind'], ...faults: string[]): Told => ({ kind, faults });
const results = [
  told('equal', 'a', 'b'),
  told('recorded', 'b'),
  told('lost', 'a'),
  told('unmet', 'a'),
];

describe('resultsTable', () => {
  it('counts each run once, for the fault it was about', () => {
    expect(resultsTable(results, kinds).split('\n').slice(2)).toEqual([
      '| `a` | a fails | 3 | 1 | 0 | 1 | 1 | 0 | 0 |',
      '| `b` | b fails | 1 | 0 | 1 | 0 | 0 | 0 | 0 |',
      '| **all** |  | 4 | 1 | 1 | 1 | 1 | 0 | 0 |',
    ]);
  });

  it('takes its place on the page, and leaves the rest', () => {
    const page = (text: string) =>
      `# Before\n\n<!-- chaos: written by npm run test:chaos -->\n\n${text}\n\n<!-- /chaos -->\n\nAfter\n`;
    expect(withTable(page('old'), 'new')).toBe(page('new'));
    expect(() => withTable('# Another page', 'new')).toThrow('no section');
  });
});

describe('summaryOf', () => {
  it('tells how all ended', () => {
    expect(summaryOf(results)).toBe(
      '4 runs: 1 equal, 1 gap recorded, 1 not met, 1 lost, 0 duplicated, 0 unexplained',
    );
  });
});

describe('isWell', () => {
  it.each(['lost', 'duplicated', 'unexplained'] as const)('is not, with one %s', (kind) => {
    expect(isWell([told('equal', 'a'), told('recorded', 'a'), told('unmet', 'a')])).toBe(true);
    expect(isWell([told('equal', 'a'), told(kind, 'a')])).toBe(false);
  });
});

describe('neverMet', () => {
  it('names what was planned and met in none of its runs, whatever else met there', () => {
    const unmet = [told('unmet', 'a', 'b'), told('equal', 'b', 'a'), told('unmet', 'b')];
    expect(neverMet(unmet)).toEqual(['a']);
    expect(neverMet(results)).toEqual([]);
  });
});
