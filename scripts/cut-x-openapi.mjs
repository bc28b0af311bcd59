/**
 * Cuts out of an OpenAPI document of X what this service uses: the operations below, and every schema and parameter they lead to,
 * without descriptions and examples. Usage: node scripts/cut-x-openapi.mjs <openapi.json> <where it is from> > <fixture.json>
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const PATHS = [
  '/2/users/{id}/tweets',
  '/2/tweets',
  '/2/tweets/{id}',
  '/2/users/me',
  '/2/users/{id}',
  '/2/users/by/username/{username}',
  '/2/users/{id}/mentions',
  '/2/users/{id}/liked_tweets',
  '/2/tweets/search/recent',
  '/2/dm_events',
];
const WORDS = new Set(['description', 'example', 'externalDocs', 'tags', 'summary', 'security']);

const [file, source] = process.argv.slice(2);
const bytes = readFileSync(file);
const whole = JSON.parse(bytes.toString('utf8'));
const kept = { schemas: {}, parameters: {} };

const paths = Object.fromEntries(PATHS.map((path) => [path, { get: cut(whole.paths[path].get) }]));
const cutDocument = {
  openapi: whole.openapi,
  info: { title: whole.info.title, version: whole.info.version },
  'x-cut-from': { source, sha256: createHash('sha256').update(bytes).digest('hex') },
  paths,
  components: {
    parameters: sorted(kept.parameters),
    schemas: sorted(kept.schemas),
  },
};
process.stdout.write(`${JSON.stringify(cutDocument, undefined, 1)}\n`);

/** The value without words for people; what it refers to is kept as well. `isNames`: its keys are names of X's, not of OpenAPI. */
function cut(value, isNames = false) {
  if (Array.isArray(value)) return value.map((each) => cut(each));
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.$ref === 'string') keep(value.$ref);
  for (const ref of Object.values(value.discriminator?.mapping ?? {})) keep(ref);
  const entries = Object.entries(value).filter(([name]) => isNames || !WORDS.has(name));
  return Object.fromEntries(
    entries.map(([name, part]) => [name, cut(part, !isNames && name === 'properties')]),
  );
}

function keep(ref) {
  const [, , kind, name] = ref.split('/');
  if (name in kept[kind]) return;
  kept[kind][name] = {};
  kept[kind][name] = cut(whole.components[kind][name]);
}

function sorted(object) {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
