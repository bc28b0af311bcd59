import { type MutationParts, type MutationResults, type PartResult } from './mutation-results';

const INTRO = `# Mutation testing

<!-- Written by \`npm run test:mutation\` from scripts/mutation/results.json. Do not edit. -->

[Stryker](https://stryker-mutator.io/) changes the code in small ways, one at a time: a \`<\` becomes \`<=\`, a call is left out, a text is
emptied. If a test fails, the mutant is killed. If none does, it survives: either a test is missing, or the change makes no
difference. The score is the share of those that are killed, or never end; what no test runs counts as survived.

\`npm run test:mutation\` does it for capture, delivery, coverage and manifests, part by part, and writes the tables below;
\`npm run test:mutation -- --help\` tells more. It takes too long to be part of the checks of each change.

- A part is tested by its own unit tests only, and verification by its contract test against Azurite too. Tests of the properties of whole captures and
  deliveries, end-to-end and chaos tests are not run: what they alone would notice counts as survived.
- Nothing of the code is exempt but modules and lists of exports. *Left out* is what runs once, when a file is loaded (constants, schemas),
  and what does not run at all once it is changed.
`;

interface Sum {
  mutants: number;
  killed: number;
  survived: number;
  leftOut: number;
}

/** `docs/mutation-testing.md`, as it must be. */
export function mutationPage(parts: MutationParts, results: MutationResults): string {
  const areas = [...new Set(Object.values(parts).map(({ area }) => area))];
  const run = Object.entries(parts).flatMap(([name, { area }]) => {
    const result = results[name];
    return result ? [{ name, area, result }] : [];
  });
  const areaRows = areas.map((area) => {
    const ofIt = run.filter((each) => each.area === area).map(({ result }) => result);
    const all = Object.values(parts).filter((each) => each.area === area).length;
    return [area, `${ofIt.length} of ${all}`, ...cellsOf(sumOf(ofIt))];
  });
  const partRows = run.map(({ name, area, result }) => [
    ...[area, name, String(result.files)],
    ...[...cellsOf(sumOf([result])), result.date, result.commit],
  ]);
  const counts = ['mutants', 'killed', 'survived', 'score', 'left out'];
  return [
    INTRO,
    ...['## By area', '', ...table(['area', 'parts run', ...counts], areaRows), ''],
    ...['## By part', ''],
    ...table(['area', 'part', 'files', ...counts, 'date', 'commit'], partRows),
    ...['', ...notRun(parts, results)],
  ].join('\n');
}

function sumOf(results: readonly PartResult[]): Sum {
  const sum = (of: (result: PartResult) => number) => results.reduce((n, each) => n + of(each), 0);
  const killed = sum((each) => each.killed + each.timedOut);
  const survived = sum((each) => each.survived + each.uncovered);
  return { mutants: killed + survived, killed, survived, leftOut: sum((each) => each.leftOut) };
}

function cellsOf({ mutants, killed, survived, leftOut }: Sum): string[] {
  const score = mutants === 0 ? '–' : `${((100 * killed) / mutants).toFixed(1)} %`;
  return [mutants, killed, survived, score, leftOut].map(String);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)];
}

function notRun(parts: MutationParts, results: MutationResults): string[] {
  const missing = Object.keys(parts).filter((name) => !(name in results));
  return missing.length > 0 ? [`Not run yet: ${missing.join(', ')}.`, ''] : [];
}
