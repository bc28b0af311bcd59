import { type Result } from './results';
import { boundOf, isMet, spelled, targetNames, TARGETS } from './targets';

const HEAD = ['what', 'target', 'measured', ''] as const;

/** All targets with what was measured of them last, each met or not; of what was not measured since `began`, the day. */
export function targetTable(results: ReadonlyMap<string, Result>, began?: Date): string {
  return aligned(targetRows(results, began));
}

/** The same cell by cell, the head first. */
export function targetRows(results: ReadonlyMap<string, Result>, began?: Date): string[][] {
  const rows = targetNames.map((name) => {
    const [bench = ''] = name.split('.');
    const result = results.get(bench);
    const figure = result?.figures.find(({ target }) => target === name);
    const { what, unit } = TARGETS[name];
    const about = bench.startsWith('memory') ? 'memory' : bench;
    const cells = [`${about}: ${what}`, boundOf(TARGETS[name])];
    if (!result || !figure) return [...cells, '–', 'not measured'];
    const verdict = isMet(TARGETS[name], figure.value) ? 'met' : 'not met';
    const day = result.at.toISOString().slice(0, 10);
    const isOld = began && result.at < began;
    return [
      ...cells,
      `${spelled(figure.value)} ${unit}`,
      isOld ? `${verdict} (${day}; not measured in this run)` : verdict,
    ];
  });
  return [[...HEAD], ...rows];
}

function aligned(rows: readonly string[][]): string {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
