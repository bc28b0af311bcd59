import { type Profiler } from 'node:inspector/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const MOST = 10;
/** The engine's own names for what is no function of ours. */
const NO_FUNCTION = ['(root)', '(program)', '(idle)'];

/** The functions that took most of the time themselves, without what they called. */
export function busiest({ nodes, samples = [] }: Profiler.Profile) {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const counts = new Map<string, number>();
  for (const sample of samples) {
    const name = names.get(sample) ?? '';
    if (!NO_FUNCTION.includes(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts]
    .map(([name, count]) => ({ name, share: Math.round((count / all) * 1000) / 1000 }))
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST);
}

function nameOf({ functionName, url, lineNumber }: Profiler.Profile['nodes'][number]['callFrame']) {
  const name = functionName || 'anonymous';
  if (url === '') return name;
  const file = url.startsWith('file:') ? relative(process.cwd(), fileURLToPath(url)) : url;
  return `${name} (${file}:${lineNumber + 1})`;
}
