import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes what the product is made of to dist/sbom.json (CycloneDX), from package-lock.json alone: without a network. What is for
 * development only is left out here: npm's own --omit leaves out packages of the product that are peers of others, too.
 */
const OPTIONS = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
const whole = JSON.parse(
  execFileSync('npm', OPTIONS, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  }),
);

const isForDevelopment = ({ properties = [] }) =>
  properties.some(({ name }) => name === 'cdx:npm:package:development');
const components = whole.components.filter((each) => !isForDevelopment(each));
const refs = new Set([whole.metadata.component, ...components].map((each) => each['bom-ref']));
const dependencies = whole.dependencies
  .filter(({ ref }) => refs.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((on) => refs.has(on)) }));

const names = new Set(components.map(({ name }) => name));
const ours = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).dependencies);
const missing = ours.filter((name) => !names.has(name));
if (missing.length > 0) throw new Error(`Not in the bill of materials: ${missing.join(', ')}`);

mkdirSync('dist', { recursive: true });
writeFileSync('dist/sbom.json', JSON.stringify({ ...whole, components, dependencies }, null, 2));
console.log(`dist/sbom.json: ${components.length} packages`);
