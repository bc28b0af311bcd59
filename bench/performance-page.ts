import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { charts } from './charts';
import { MEASURED, readResults } from './results';
import { targetRows } from './target-table';

const PAGE = 'docs/performance.md';
const IMAGES = 'docs/images';
const [BEGIN, END] = ['<!-- targets: written by npm run bench -->', '<!-- /targets -->'];

/** What docs say of the results that are kept, by file: the table in the page, and the charts it shows. */
export function performanceFiles(): Record<string, string> {
  const results = readResults(MEASURED);
  const [before = '', rest = ''] = readFileSync(PAGE, 'utf8').split(BEGIN);
  const [, after = ''] = rest.split(END);
  const rows = targetRows(results).map((cells) => `| ${cells.join(' | ')} |`);
  const [head = '', ...others] = rows;
  const table = [head, '| --- | --- | --- | --- |', ...others].join('\n');
  return {
    [PAGE]: `${before}${BEGIN}\n\n<!-- prettier-ignore -->\n${table}\n\n${END}${after}`,
    ...inFolder(IMAGES, charts(results)),
  };
}

function inFolder(folder: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [join(folder, name), text]),
  );
}

export function writePerformanceFiles(): void {
  for (const [file, text] of Object.entries(performanceFiles())) writeFileSync(file, text);
}
