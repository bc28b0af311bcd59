import { readFileSync } from 'node:fs';
import { alertActions } from '@app/alerts';
import { secretNames } from '@app/secrets';

const operations = readFileSync('docs/operations.md', 'utf8');
const settings = readFileSync('docs/settings.md', 'utf8');
const alerts = Object.keys(alertActions);

it('says what to do for every alert', () => {
  const sections = [...operations.matchAll(/^### `([\w-]+)`$/gm)].map(([, code]) => code);
  expect(sections.sort()).toEqual(alerts.sort());
});

it('docs/alerts.md has a row for every alert', () => {
  const rows = [...readFileSync('docs/alerts.md', 'utf8').matchAll(/^\| `([\w-]+)`/gm)];
  expect(rows.map(([, code]) => code).sort()).toEqual(alerts.sort());
});

it('says how every secret is rotated', () => {
  const names = Object.values(secretNames).map((name) =>
    typeof name === 'string' ? name : name('…'),
  );
  const rows = operations.match(/^\| `.*$/gm) ?? [];
  expect(names.filter((name) => !rows.some((row) => row.includes(`\`${name}\``)))).toEqual([]);
});

it.each(['docs/operations.md', 'docs/faq.md'])('%s names only settings that are there', (page) => {
  const named = readFileSync(page, 'utf8').match(/(?<=`)[A-Z][A-Z]*(?:_[A-Z]+)+(?=`)/g) ?? [];
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !settings.includes(`\`${name}\``))).toEqual([]);
});
