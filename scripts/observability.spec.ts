import { globSync, readFileSync } from 'node:fs';
import { counterDocs, durationDocs, gaugeDocs, spanDocs } from '@app/telemetry';
import { z } from 'zod';

const page = readFileSync('docs/observability.md', 'utf8');
const cellsOf = (row: string) => row.split('|').map((cell) => cell.trim());
const rowsIn = (section: string) => {
  const [, text = ''] = page.split(`\n## ${section}\n`);
  const [own = ''] = text.split('\n## ');
  return (own.match(/^\| `.*$/gm) ?? []).map(cellsOf);
};

const metrics = [
  ...Object.entries(gaugeDocs).map((each) => ['gauge', '', ...each] as const),
  ...Object.entries(counterDocs).map((each) => ['counter', '_total', ...each] as const),
  ...Object.entries(durationDocs).map((each) => ['histogram', '', ...each] as const),
];
const promName = (name: string, suffix: string) => `${name.replaceAll('.', '_')}${suffix}`;

describe('docs/observability.md', () => {
  it('has a row for every metric, as the code has it', () => {
    const expected = metrics.map(([kind, suffix, name, { unit, attributes, about }]) => [
      ...['', `\`${name}\``, `\`${promName(name, suffix)}\``, `${kind}, ${unit}`],
      ...[attributes.map((each) => `\`${each}\``).join(', '), about, ''],
    ]);
    expect(rowsIn('Metrics')).toEqual(expected);
  });

  it('has a row for every span, as the code has it', () => {
    const expected = Object.entries(spanDocs).map(([name, about]) => [
      '',
      `\`${name}\``,
      about,
      '',
    ]);
    expect(rowsIn('Traces')).toEqual(expected);
  });

  it('has a row for every event of the log', () => {
    const files = globSync('{apps,libs}/**/*.ts').filter(
      (file) => !/\.spec\.ts|testing/.test(file),
    );
    const events = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bevent: '([a-z-]+)'/g)].map(([, name]) => name),
    );
    const rows = rowsIn('The log').map(([, name]) => name?.replaceAll('`', ''));
    expect(rows).toEqual([...new Set(events)].sort());
  });
});

/** The texts at a property of this name, wherever it is. */
function textsAt(name: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => textsAt(name, each));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, own]) =>
    key === name && typeof own === 'string' ? [own] : textsAt(name, own),
  );
}

const readJson = (file: string) => z.looseObject({}).parse(JSON.parse(readFileSync(file, 'utf8')));

describe('the dashboards show every metric there is, and no other', () => {
  it('deploy/grafana/dashboard.json', () => {
    const expressions = textsAt('expr', readJson('deploy/grafana/dashboard.json').panels);
    const shown = expressions.flatMap((each) => each.match(/\btwitter_archive_\w+/g) ?? []);
    const names = metrics.map(([, suffix, name]) => promName(name, suffix));
    const asOne = (name: string) => name.replace(/_(bucket|count|sum)$/, '');
    expect([...new Set(shown.map(asOne))].sort()).toEqual(names.sort());
  });

  it('deploy/azure/workbook.json', () => {
    const queries = textsAt('query', readJson('deploy/azure/workbook.json').items);
    const shown = queries.flatMap((each) => each.match(/\btwitter_archive\.[\w.]+/g) ?? []);
    expect([...new Set(shown)].sort()).toEqual(metrics.map(([, , name]) => name).sort());
  });
});

it('names only attributes in the dashboards that the metrics have', () => {
  const known = metrics.flatMap(([, , , { attributes }]): readonly string[] => attributes);
  const legends = textsAt('legendFormat', readJson('deploy/grafana/dashboard.json').panels);
  const named = legends.flatMap((each) => [...each.matchAll(/\{\{(\w+)\}\}/g)].map(([, n]) => n));
  const missing = named.filter((name) => !known.some((each) => each.replace('.', '_') === name));
  expect(named.length).toBeGreaterThan(0);
  expect(missing).toEqual([]);
});
