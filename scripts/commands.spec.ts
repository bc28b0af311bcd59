import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

const pages = [...globSync('*.md'), ...globSync('docs/**/*.md')];
const COMMAND = /\bnpm (?:run )?(?:--silent )?([\w:-]+)((?: [^`\n|;&]*)?)/g;
const jestHelp = execFileSync('node_modules/.bin/jest', ['--help'], { encoding: 'utf8' });

/** The modules beside and below it that a program imports: `scripts/verify/report`. */
function importsOf(program: string): string[] {
  const source = readFileSync(`${program}.ts`, 'utf8');
  return [...source.matchAll(/from '\.\/([\w/-]+)'/g)].map(([, file]) => `scripts/${file}`);
}

/** The text of --help of an npm script: of the program it runs, or of Jest. */
function helpOf(script: string): string {
  if (/\bjest\b/.test(script)) return jestHelp;
  const [, program] = /node dist\/(scripts\/[\w-]+)\.js/.exec(script) ?? [];
  if (program === undefined) return '';
  const files = [program, ...importsOf(program)].map((part) => `${part}.ts`).filter(existsSync);
  const texts = files.map((file) => readFileSync(file, 'utf8'));
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

it('every command that a page shows in a block of its own is run by a test', () => {
  const tests = globSync('test/**/*.ts').map((file) => readFileSync(file, 'utf8'));
  const shown = pages.flatMap((page) => {
    const blocks = readFileSync(page, 'utf8').match(/^```\w*\n[^]*?^```$/gm) ?? [];
    return blocks.flatMap((block) => [...block.matchAll(COMMAND)].map(([, name = '']) => name));
  });
  const programs = [...new Set(shown)].flatMap((name) => {
    const [, program] = /node dist\/(scripts\/[\w-]+)\.js/.exec(scripts[name] ?? '') ?? [];
    return program ?? [];
  });
  // The program, or what it alone is made of.
  const isRun = (program: string) =>
    [program, ...importsOf(program).filter((part) => !part.startsWith('scripts/local/'))].some(
      (part) => tests.some((text) => text.includes(part)),
    );
  expect(programs).toContain('scripts/verify');
  expect(programs.filter((program) => !isRun(program))).toEqual([]);
});
