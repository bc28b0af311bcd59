import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';

import { WORKER_NODE_ARGS } from '../local/worker-node-args';
import { type InstalledPackage, productionPackages } from './installed-packages';
import { programFiles } from './program-files';
import { writeZip, type ZipContent } from './zip-file';

const manifest = z.looseObject({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  dependencies: z.record(z.string(), z.string()),
});
type Manifest = z.infer<typeof manifest>;

/** Nothing Node loads from a package: TypeScript, maps of other people's code. */
const UNUSED = /\.[cm]?ts$|\.map$/;
const PAGES = ['LICENSE', 'CHANGELOG.md', 'docs/settings.md', 'docs/errors.md'];
const node = (program: string, ...args: string[]) =>
  ['node', '--enable-source-maps', ...args, `dist/${program}.js`].join(' ');
/** How the two processes are started, in the folder of the zip. */
export const START = {
  connector: node('apps/connector/src/main'),
  worker: node('apps/worker/src/main', ...WORKER_NODE_ARGS),
};
/** What the packaged programs run on. */
const NODE = '>=24';

export interface Release {
  zip: string;
  sha256: string;
  files: number;
  packages: number;
}

/** Packs what is built in `root` into a zip that runs by itself, with its checksum and bill of materials beside it. */
export async function packageRelease(root: string, to: string, madeAt: Date): Promise<Release> {
  const { product, packages, bill, content } = releaseOf(root);
  mkdirSync(to, { recursive: true });
  const name = `${product.name}-${product.version}`;
  const zip = join(to, `${name}.zip`);
  const sha256 = await writeZip(zip, content, madeAt);
  writeFileSync(`${zip}.sha256`, `${sha256}  ${name}.zip\n`);
  writeFileSync(join(to, `${name}.sbom.json`), bill);
  return { zip, sha256, files: content.size, packages: packages.length };
}

/** Puts into a folder what would be in the zip, for a container image. */
export function layOutRelease(root: string, folder: string): Omit<Release, 'zip' | 'sha256'> {
  const { packages, content } = releaseOf(root);
  for (const [name, source] of content) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof source === 'string') copyFileSync(source, path);
    else writeFileSync(path, source);
  }
  return { files: content.size, packages: packages.length };
}

function releaseOf(root: string) {
  const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
  const product = manifest.parse(readJson('package.json'));
  const packages = productionPackages(root);
  const bill = readFileSync(join(root, 'dist/sbom.json'));
  const content = new Map<string, string | Buffer>([
    ...contentOf(root, packages, Object.keys(product.dependencies)),
    ['package.json', Buffer.from(packagedManifest(product))],
    ['sbom.json', bill],
  ]);
  return { product, packages, bill, content };
}

function contentOf(root: string, packages: InstalledPackage[], declared: string[]): ZipContent {
  const program = programFiles(root);
  const undeclared = program.packages.filter((name) => !declared.includes(name));
  if (undeclared.length > 0) {
    throw new Error(`Used, but no production dependency: ${undeclared.join(', ')}`);
  }
  const ours = [...program.files, ...PAGES];
  const theirs = packages.flatMap(({ folder }) => filesOf(root, folder));
  return new Map([...ours, ...theirs].map((file) => [file, join(root, file)]));
}

/** Of this package alone: those inside of it are packages of their own. */
function filesOf(root: string, folder: string): string[] {
  const isOther = (entry: { name: string }) => entry.name === 'node_modules';
  return globSync('**/*', { cwd: join(root, folder), withFileTypes: true, exclude: isOther })
    .filter((entry) => entry.isFile() && !UNUSED.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** The package.json of the zip: what it is, and how its programs are started. */
function packagedManifest({ name, version, description, license, dependencies }: Manifest): string {
  const scripts = {
    start: START.connector,
    'start:worker': START.worker,
    ...Object.fromEntries(
      ['connect-account', 'export', 'import', 'migrate', 'reconcile', 'self-test', 'verify'].map(
        (command) => [command, node(`scripts/${command}`)],
      ),
    ),
  };
  const engines = { node: NODE };
  const own = {
    name,
    version,
    private: true,
    description,
    license,
    engines,
    scripts,
    dependencies,
  };
  return `${JSON.stringify(own, null, 2)}\n`;
}
