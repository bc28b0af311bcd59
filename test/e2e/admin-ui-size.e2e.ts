import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

const BUILT = 'apps/admin-ui/dist';
const BUDGET_BYTES = 200_000;

/** Vite's list of what was built: https://vite.dev/guide/backend-integration */
const manifest = z
  .record(
    z.string(),
    z.object({
      file: z.string(),
      imports: z.array(z.string()).default([]),
      css: z.array(z.string()).default([]),
    }),
  )
  .parse(JSON.parse(readFileSync(`${BUILT}/.vite/manifest.json`, 'utf8')));

/** Files a browser loads for these entries. */
function filesOf(entries: string[], found = new Set<string>()): Set<string> {
  for (const entry of entries) {
    const { file, imports, css } = manifest[entry] ?? { imports: [], css: [] };
    if (file === undefined) throw new Error(`${entry} was not built.`);
    if (found.has(file)) continue;
    [file, ...css].forEach((name) => found.add(name));
    filesOf(imports, found);
  }
  return found;
}

const gzipped = (file: string) => gzipSync(readFileSync(`${BUILT}/${file}`)).length;

it.each(Object.keys(manifest).filter((entry) => /^src\/pages\/.*-page\.tsx$/.test(entry)))(
  'the first load of %s stays small',
  (page) => {
    const bytes = [...filesOf(['index.html', page])].reduce((sum, file) => sum + gzipped(file), 0);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
  },
);

it('every compressed neighbour is there', () => {
  for (const file of filesOf(['index.html', 'src/pages/home/home-page.tsx'])) {
    const bytes = readFileSync(`${BUILT}/${file}`).length;
    if (bytes < 1024) continue;
    expect(readFileSync(`${BUILT}/${file}.br`).length).toBeLessThan(bytes);
    expect(readFileSync(`${BUILT}/${file}.gz`).length).toBeLessThan(bytes);
  }
});
