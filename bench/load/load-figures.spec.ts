import { MEASURED, readResults } from '../results';
import { isMet, TARGETS } from '../targets';
import { loadFigures, loadMeasured, type LoadMeasured } from './load-figures';

const pages = (median: number, most: number) => ({ Home: { median, most } });
const steady: LoadMeasured = {
  rssMbByTenth: {
    worker: [300, 400, 400, 400, 400, 400, 400, 400, 400, 400],
    connector: Array.from({ length: 10 }, () => 350),
  },
  pageMs: { idle: pages(900, 950), busy: pages(990, 2700) },
};
const withMemory = (name: string, mb: number[]): LoadMeasured => ({
  ...steady,
  rssMbByTenth: { ...steady.rssMbByTenth, [name]: mb },
});
const unmet = (measured: LoadMeasured) =>
  loadFigures(measured)
    .filter(({ target, value }) => !isMet(TARGETS[target], value))
    .map(({ target }) => target);

it('compares the end with the middle, and pages with those at rest', () => {
  expect(loadFigures(steady).map(({ value }) => value)).toEqual([1, 1, 1.1, 3]);
  expect(unmet(steady)).toEqual([]);
});

it.each([
  ['worker', 'load.worker-memory'],
  ['connector', 'load.connector-memory'],
])('notices memory of the %s that grows with the work', (name, target) => {
  const growing = Array.from({ length: 10 }, (_, i) => 200 + 30 * i);
  expect(unmet(withMemory(name, growing))).toEqual([target]);
});

it('notices pages that are slow meanwhile, all of them or one', () => {
  const busy = (median: number, most: number) => ({
    ...steady,
    pageMs: { ...steady.pageMs, busy: pages(median, most) },
  });
  expect(unmet(busy(2000, 3000))).toEqual(['load.pages-median']);
  expect(unmet(busy(950, 9000))).toEqual(['load.pages-slowest']);
});

it('makes of the load that was recorded what is recorded of it, and all is met', () => {
  const recorded = readResults(MEASURED).get('load');
  const measured = loadMeasured.parse(recorded);
  expect(recorded?.figures).toMatchObject(loadFigures(measured));
  expect(unmet(measured)).toEqual([]);
});

it('takes nothing for as it was that was not measured', () => {
  expect(unmet(withMemory('worker', []))).toEqual(['load.worker-memory']);
  expect(unmet({ ...steady, pageMs: { ...steady.pageMs, busy: {} } })).toEqual([
    'load.pages-median',
    'load.pages-slowest',
  ]);
});
