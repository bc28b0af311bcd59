import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const names = z.record(z.string(), z.string()).default({});
const manifest = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  dependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
  peerDependenciesMeta: z
    .record(z.string(), z.object({ optional: z.boolean().optional() }))
    .default({}),
});
const lockFile = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional() })),
});

const PACKAGES_OF_PAGES = 'apps/admin-ui/dist/.vite/packages.json';

export interface InstalledPackage {
  /** From the repository's folder, as `node_modules/…`. */
  folder: string;
  name: string;
  version: string;
}

/**
 * What Node would find from `root` for its production dependencies, and for theirs: packages that are needed, not those that may be
 * used if they happen to be there. Rejects what is not the version of package-lock.json.
 */
export function productionPackages(root: string): InstalledPackage[] {
  const locked = lockFile.parse(readJson(join(root, 'package-lock.json'))).packages;
  const found = new Map<string, InstalledPackage>();
  const visit = (folder: string): void => {
    const { optional, needed } = dependenciesOf(join(root, folder));
    for (const name of [...needed, ...optional]) {
      const place = placeOf(root, folder, name);
      if (!place && needed.has(name)) throw new Error(`${name}, needed by ${folder}, is missing`);
      if (!place || found.has(place)) continue;
      const { version = '' } = manifest.parse(readJson(join(root, place, 'package.json')));
      if (version !== locked[place]?.version) {
        throw new Error(`${place} is not as in package-lock.json: run \`npm ci\` first`);
      }
      found.set(place, { folder: place, name, version });
      visit(place);
    }
  };
  visit('.');
  return [...found.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** What was built into the admin pages, by the list that their build leaves; each as package-lock.json has it. */
export function packagesOfPages(root: string): InstalledPackage[] {
  const folders = z.array(z.string()).parse(readJson(join(root, PACKAGES_OF_PAGES)));
  const locked = lockFile.parse(readJson(join(root, 'package-lock.json'))).packages;
  return folders.map((folder) => {
    const version = locked[folder]?.version;
    if (version === undefined) throw new Error(`${folder} is not in package-lock.json`);
    return { folder, name: folder.split('node_modules/').at(-1) ?? folder, version };
  });
}

function dependenciesOf(folder: string): { needed: Set<string>; optional: Set<string> } {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } =
    manifest.parse(readJson(join(folder, 'package.json')));
  const optional = new Set(Object.keys(optionalDependencies));
  const peers = Object.keys(peerDependencies).filter((n) => !peerDependenciesMeta[n]?.optional);
  const needed = [...Object.keys(dependencies), ...peers].filter((name) => !optional.has(name));
  return { needed: new Set(needed), optional };
}

/** The folder Node takes for `name` when it is required in `from`. */
function placeOf(root: string, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name);
    if (existsSync(join(root, place, 'package.json'))) return place;
    if (folder === '.') return undefined;
  }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
