import { type FaultKind } from './faults';
import { type Verdict } from './verdict';

/** What a run was about, and how it ended. */
export interface Told extends Pick<Verdict, 'kind'> {
  /** By name. */
  faults: readonly string[];
}

const COLUMNS = [
  ['equal', 'equal'],
  ['recorded', 'gap recorded'],
  ['unmet', 'not met'],
  ['lost', 'lost'],
  ['duplicated', 'duplicated'],
  ['unexplained', 'unexplained'],
] as const;

/** A fault that was not met proves nothing, in either way. */
const SOUND: ReadonlySet<Verdict['kind']> = new Set(['equal', 'recorded', 'unmet']);

/** The section of docs/reliability.md that is written by the command. */
const BEGIN = '<!-- chaos: written by npm run test:chaos -->';
const END = '<!-- /chaos -->';

/** One line for people and for programs. */
export function summaryOf(results: readonly Told[]): string {
  const counts = COLUMNS.map(([kind, title]) => `${countOf(results, kind)} ${title}`);
  return `${results.length} runs: ${counts.join(', ')}`;
}

/** Does all end as it should? */
export function isWell(results: readonly Told[]): boolean {
  return results.every(({ kind }) => SOUND.has(kind));
}

/** Names of faults that none of the runs about them has met: nothing is known of those. */
export function neverMet(results: readonly Told[]): string[] {
  const about = Object.entries(Object.groupBy(results, ({ faults }) => faults[0] ?? ''));
  return about.flatMap(([name, runs = []]) =>
    runs.every(({ kind }) => kind === 'unmet') ? name : [],
  );
}

/** A row for each fault, of the runs that were about it. */
export function resultsTable(results: readonly Told[], kinds: readonly FaultKind[]): string {
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const counts = (of: readonly Told[]) => [
    of.length,
    ...COLUMNS.map(([kind]) => countOf(of, kind)),
  ];
  const about = (name: string) => results.filter(({ faults }) => faults[0] === name);
  return [
    row(['fault', 'what happens', 'runs', ...COLUMNS.map(([, title]) => title)]),
    row(['---', '---', '--:', ...COLUMNS.map(() => '--:')]),
    ...kinds.map(({ name, does }) => row([`\`${name}\``, does, ...counts(about(name))])),
    row(['**all**', '', ...counts(results)]),
  ].join('\n');
}

/** The page with another table in its place. Throws when it has no place for one. */
export function withTable(page: string, table: string): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`The page has no section between ${BEGIN} and ${END}.`);
  }
  return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
}

function countOf(results: readonly Told[], wanted: Verdict['kind']): number {
  return results.filter(({ kind }) => kind === wanted).length;
}
