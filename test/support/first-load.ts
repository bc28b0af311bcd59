import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

export const BUILT_ADMIN_UI = 'apps/admin-ui/dist';

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);

/** Vite's list of what was built: https://vite.dev/guide/backend-integration */
function readManifest() {
  return manifestSchema.parse(
    JSON.parse(readFileSync(`${BUILT_ADMIN_UI}/.vite/manifest.json`, 'utf8')),
  );
}

/** Pages of the admin UI, as the manifest names them. */
export function adminPages(): string[] {
  return Object.keys(readManifest()).filter((entry) => /^src\/pages\/.*-page\.tsx$/.test(entry));
}

/** What is loaded before a page, with French texts: they are the larger ones. */
const BEFORE = ['index.html', 'src/texts/fr.ts', 'src/show-pages.tsx'];

/** Files a browser loads that opens the page first. */
export function firstLoad(page: string): Set<string> {
  const manifest = readManifest();
  const found = new Set<string>();
  const add = (entry: string) => {
    const built = manifest[entry];
    if (!built) throw new Error(`${entry} was not built.`);
    if (found.has(built.file)) return;
    [built.file, ...built.css].forEach((name) => found.add(name));
    built.imports.forEach(add);
  };
  [...BEFORE, page].forEach(add);
  return found;
}

export function firstLoadBytes(page: string): number {
  return [...firstLoad(page)].reduce((sum, file) => sum + gzipped(file), 0);
}

function gzipped(file: string): number {
  return gzipSync(readFileSync(`${BUILT_ADMIN_UI}/${file}`)).length;
}
