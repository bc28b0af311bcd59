import { existsSync, globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** What is started: the two processes, and the commands of an operator. */
export const PROGRAMS = [
  'dist/apps/connector/src/main.js',
  'dist/apps/worker/src/main.js',
  'dist/scripts/connect-account.js',
  'dist/scripts/export.js',
  'dist/scripts/import.js',
  'dist/scripts/migrate.js',
  'dist/scripts/reconcile.js',
  'dist/scripts/self-test.js',
  'dist/scripts/verify.js',
];

const nestCli = z.object({ compilerOptions: z.object({ assets: z.array(z.string()) }) });

export interface ProgramFiles {
  /** From the repository's folder, in order. */
  files: string[];
  /** Names of the packages they require. */
  packages: string[];
}

/** The built files that the programs reach, and nothing of the sandbox, the tests' tools or the build. */
export function programFiles(root: string): ProgramFiles {
  const code = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (code.has(file)) return;
    code.add(file);
    for (const required of requiredBy(readFileSync(join(root, file), 'utf8'))) {
      if (required.startsWith('.')) visit(fileOf(root, join(dirname(file), required)));
      else if (!isBuiltin(required)) packages.add(packageOf(required));
    }
  };
  for (const program of PROGRAMS) visit(program);
  const maps = [...code].map((file) => `${file}.map`).filter((map) => existsSync(join(root, map)));
  const { assets } = nestCli.parse(
    JSON.parse(readFileSync(join(root, 'nest-cli.json'), 'utf8')),
  ).compilerOptions;
  const beside = [...assets.map((asset) => join('dist', asset)), 'apps/admin-ui/dist/**/*.*'];
  return {
    files: [...new Set([...code, ...maps, ...globSync(beside, { cwd: root })])].sort(),
    packages: [...packages].sort(),
  };
}

function requiredBy(text: string): string[] {
  return [...text.matchAll(/\b(?:require|import)\(["']([^"']+)["']\)/g)].map(
    ([, name]) => name ?? '',
  );
}

function fileOf(root: string, path: string): string {
  const found = [path, `${path}.js`, join(path, 'index.js')].find(
    (each) => each.endsWith('.js') && existsSync(join(root, each)),
  );
  if (found) return found;
  throw new Error(`${path} is not built: run \`npm run build\` first`);
}

/** `@scope/name/part` → `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
