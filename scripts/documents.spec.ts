import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

import { START_HELP } from './local/start-options';

const names = z.record(z.string(), z.string());
const { scripts, dependencies, devDependencies } = z
  .object({ scripts: names, dependencies: names, devDependencies: names })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

const pages = [...globSync('*.md'), ...globSync('docs/**/*.md')];
const textOf = (page: string) => readFileSync(page, 'utf8');

describe.each(pages)('%s', (page) => {
  it('names only npm commands that are there', () => {
    const named = [
      ...textOf(page).matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g),
    ];
    const missing = named.filter(([, run, own]) => !((run ?? own ?? '') in scripts));
    expect(missing.map(([command]) => command)).toEqual([]);
  });

  it('has npm say nothing where the output of a command goes to a file or another program', () => {
    const redirected =
      textOf(page).match(/\bnpm (?:run|start|test)\b[^`\n|>]*(?<![-\\])[|>][^`\n]*/g) ?? [];
    expect(redirected.filter((command) => !command.startsWith('npm run --silent '))).toEqual([]);
  });

  it('marks commands that need Azure', () => {
    const blocks = textOf(page).match(/^```\w*\n[^]*?^```$/gm) ?? [];
    const needy = blocks.filter((block) => /^(.*\s)?az \w/m.test(block));
    expect(needy.filter((block) => !/^```sh\n# needs Azure\n/.test(block))).toEqual([]);
  });

  it('links only to files that are there', () => {
    const links = [...textOf(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(
      ([, link]) => link ?? '',
    );
    const local = links.filter((link) => !/^[a-z]+:/.test(link));
    expect(local.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([]);
  });
});

it('README.md names only options that `npm start` has', () => {
  const named = [...textOf('README.md').matchAll(/npm start -- (--[\w-]+)/g)];
  expect(named.map(([, option]) => option ?? '').filter((o) => !START_HELP.includes(o))).toEqual(
    [],
  );
});

it('README.md maps every app and lib', () => {
  const mapped = [...textOf('README.md').matchAll(/^\| `((?:apps|libs)\/[\w-]+)`/gm)];
  expect(mapped.map(([, folder]) => folder).sort()).toEqual(globSync('{apps,libs}/*').sort());
});

it('docs/architecture.md names only files that are there', () => {
  const named = [...textOf('docs/architecture.md').matchAll(/`((?:apps|libs)\/[\w./-]+)`/g)];
  expect(named.map(([, file]) => file ?? '').filter((file) => !existsSync(file))).toEqual([]);
});

it('docs/decisions/007-libraries.md gives a reason for every dependency', () => {
  const rows = textOf('docs/decisions/007-libraries.md').match(/^\| `.*?\|/gm) ?? [];
  const explained = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  const used = Object.keys({ ...dependencies, ...devDependencies });
  expect(explained.sort()).toEqual(used.sort());
});

it('docs/decisions/004-storage.md names every container, table and queue', () => {
  const code = globSync('libs/*/src/**/azure-*/*.ts').map(textOf).join('\n');
  const opened = [...code.matchAll(/\.(?:container|table|queue)\('([\w-]+)'\)/g)];
  const names = new Set(opened.map(([, name]) => name ?? ''));
  const page = textOf('docs/decisions/004-storage.md');
  expect(names.size).toBeGreaterThan(0);
  expect([...names].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
