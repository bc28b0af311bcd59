import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

const pages = [...globSync('*.md'), ...globSync('docs/**/*.md')];
const COMMAND = /\bnpm (?:run )?([\w:-]+)((?: [^`\n|;&]*)?)/g;
const jestHelp = execFileSync('node_modules/.bin/jest', ['--help'], { encoding: 'utf8' });

/** The text of --help of an npm script: of the program it runs, or of Jest. */
function helpOf(script: string): string {
  if (/\bjest\b/.test(script)) return jestHelp;
  const [, program] = /node dist\/(scripts\/[\w-]+)\.js/.exec(script) ?? [];
  if (program === undefined) return '';
  const source = readFileSync(`${program}.ts`, 'utf8');
  const imported = [...source.matchAll(/from '\.\/([\w/-]+)'/g)].map(([, file]) => file ?? '');
  const files = imported.map((file) => join('scripts', `${file}.ts`)).filter(existsSync);
  const texts = [source, ...files.map((file) => readFileSync(file, 'utf8'))];
  return texts.map((text) => /\bHELP = `([^`]+)`|_HELP = `([^`]+)`/.exec(text)?.[0] ?? '').join();
}

const optionsIn = (text: string): string[] => text.match(/(?<![\w-])--[a-zA-Z][\w-]*/g) ?? [];

/** Every option that a page gives to a command of this project. */
const named = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(COMMAND)].flatMap(([, name = '', rest = '']) => {
    const script = scripts[name];
    if (script === undefined) return [];
    return optionsIn(rest).map((option) => ({ page, name, script, option }));
  }),
);

it('the pages name options of many commands', () => {
  expect(new Set(named.map(({ name }) => name)).size).toBeGreaterThan(6);
});

it('every option that a page gives to a command is in the help of that command', () => {
  const unknown = named.filter(({ script, option }) => !optionsIn(helpOf(script)).includes(option));
  expect(unknown.map(({ page, name, option }) => `${page}: npm run ${name} -- ${option}`)).toEqual(
    [],
  );
});
