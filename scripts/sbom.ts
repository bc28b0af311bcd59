import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

import { billOf } from './package/bill-of-materials';
import { packagesOfPages, productionPackages } from './package/installed-packages';

/** Writes what the product is made of to dist/sbom.json (CycloneDX), from package-lock.json: without a network. */
const OPTIONS = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
const everything: unknown = JSON.parse(
  execFileSync('npm', OPTIONS, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  }),
);
const { name } = z
  .object({ name: z.string() })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const packages = [...productionPackages('.'), ...packagesOfPages('.')];
writeFileSync('dist/sbom.json', billOf(everything, name, packages));
console.log(`dist/sbom.json: ${packages.length} packages`);
