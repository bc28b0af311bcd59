import { countReport } from './mutation-results';

describe('countReport', () => {
  it('counts mutants by what became of them', () => {
    const of = (...statuses: string[]) => ({ mutants: statuses.map((status) => ({ status })) });
    const files = {
      a: of('Killed', 'Killed', 'Killed', 'Timeout', 'Survived', 'Ignored'),
      b: of('Survived', 'NoCoverage', 'RuntimeError', 'CompileError', 'Killed'),
    };
    const run = { date: '2026-11-26', commit: 'abc' };
    expect(countReport(JSON.stringify({ files }), run)).toEqual({
      ...{ ...run, files: 2, killed: 4, timedOut: 1, survived: 2, uncovered: 1, leftOut: 3 },
    });
  });

  it('refuses what is no report', () => {
    expect(() => countReport('{}', { date: '', commit: '' })).toThrow('files');
  });
});
