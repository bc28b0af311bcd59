// Builds the admin pages and compresses what the connector serves; does nothing when no source has changed since.
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';

const FOLDER = 'apps/admin-ui';
const MARKER = `${FOLDER}/dist/.built-from`;
/** Smaller files travel in one packet anyway. */
const WORTH_COMPRESSING = 1024;

function hashOfSources() {
  const isSource = (file) => !file.startsWith(`${FOLDER}/dist`) && !/\.spec\.ts$/.test(file);
  const files = globSync(`${FOLDER}/**/*.{html,css,svg,ts,tsx,mts,json}`).filter(isSource).sort();
  const hash = createHash('sha256');
  for (const file of [...files, 'package-lock.json', 'scripts/build-admin-ui.mjs']) {
    hash.update(`${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function compressAssets() {
  for (const file of globSync(`${FOLDER}/dist/assets/*.{js,css,svg}`)) {
    const bytes = readFileSync(file);
    if (bytes.length < WORTH_COMPRESSING) continue;
    writeFileSync(`${file}.br`, brotliCompressSync(bytes));
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

const hash = hashOfSources();
if (!existsSync(MARKER) || readFileSync(MARKER, 'utf8') !== hash) {
  await build({ configFile: `${FOLDER}/vite.config.mts`, logLevel: 'warn' });
  compressAssets();
  writeFileSync(MARKER, hash);
}
