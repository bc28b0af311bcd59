import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { planOf } from './chaos-plan';
import { type ChaosResult } from './chaos-run';
import { faultKinds } from './faults';
import { ResultsFile } from './results-file';

const plan = planOf(7, faultKinds);
const result: ChaosResult = {
  ...{ seed: 7, kind: 'recorded', differences: ['a.json'], ms: 5 },
  faults: plan.faults.map(({ name }) => name),
};

describe('ResultsFile', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'results-'));
    path = join(folder, 'results.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('knows how a run ended, when it is opened again', () => {
    const file = new ResultsFile(path);
    expect(file.resultOf(plan)).toBeUndefined();
    file.add(result);
    expect(new ResultsFile(path).resultOf(plan)).toEqual(result);
  });

  it('leaves out the line at which its writer was killed', () => {
    new ResultsFile(path).add(result);
    appendFileSync(path, '{"seed":8,"fau');
    new ResultsFile(path).add({ ...result, seed: 8 });
    expect(new ResultsFile(path).resultOf(plan)).toEqual(result);
  });

  it('does not take a run with other faults for this one', () => {
    new ResultsFile(path).add({ ...result, faults: ['another'] });
    expect(new ResultsFile(path).resultOf(plan)).toBeUndefined();
  });

  it('keeps nothing without a path', () => {
    const file = new ResultsFile(undefined);
    file.add(result);
    expect(file.resultOf(plan)).toBeUndefined();
  });
});
