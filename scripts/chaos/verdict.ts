import { type EndState } from './end-state';

/**
 * `equal`: the run ended as the one without faults; `recorded`: what differs is named by a manifest; all else must not
 * happen.
 */
export type Kind = 'equal' | 'recorded' | 'lost' | 'duplicated' | 'unexplained';

export interface Verdict {
  kind: Kind;
  /** What differs, in a few words each. */
  differences: string[];
}

/** How a run ended, compared with the same posts left alone. `late`: posts made during the run only. */
export function judge(calm: EndState, end: EndState, late: readonly string[]): Verdict {
  const lost = [
    ...missingFrom('version', calm.versions, end.versions),
    ...missingFrom('file', Object.keys(calm.delivered), Object.keys(end.delivered)),
    ...late.filter((id) => !end.versions.some((version) => idOf(version) === id)).map(told('post')),
    ...late.filter((id) => !(fileOf(id) in end.delivered)).map(told('delivery of')),
  ];
  if (lost.length > 0) return { kind: 'lost', differences: lost };
  const doubled = doublesIn(calm, end, late);
  if (doubled.length > 0) return { kind: 'duplicated', differences: doubled };
  const changed = Object.keys(calm.delivered).filter(
    (file) => calm.delivered[file]?.join() !== end.delivered[file]?.join(),
  );
  const isNamed = (file: string) => end.recorded.includes(file.replace('.json', ''));
  const unexplained = [
    ...changed.filter((file) => !isNamed(file)).map(told('bytes of')),
    ...missingFrom('record', Object.keys(calm.records), Object.keys(end.records)),
    ...differencesOf(calm.media, end.media).map(told('media')),
    ...end.imported.invalid.map(({ fileName, reason }) => `${fileName} refused: ${reason}`),
  ];
  if (unexplained.length > 0) return { kind: 'unexplained', differences: unexplained };
  return { kind: changed.length > 0 ? 'recorded' : 'equal', differences: changed };
}

function doublesIn(calm: EndState, end: EndState, late: readonly string[]): string[] {
  const { completions, windows, items } = end.imported;
  const isKnown = (version: string) =>
    calm.versions.includes(version) || late.includes(idOf(version));
  const redelivered = items.redelivered + items['redelivered, changed'];
  return [
    ...end.versions.filter((version, i) => end.versions.indexOf(version) !== i),
    ...end.versions.filter((version) => !isKnown(version)).map(told('never posted:')),
    ...Object.entries(end.delivered).flatMap(([file, hashes]) =>
      hashes.length > 1 ? `${file} in ${hashes.length} tasks` : [],
    ),
    ...(redelivered > 0 ? [`${redelivered} items imported again`] : []),
    ...(completions.accepted === windows.done
      ? []
      : [`${completions.accepted} completions of ${windows.done} tasks`]),
  ];
}

/** Media are named by what is in them: one that is missing was never had, one that is more is another. */
function differencesOf(calm: Record<string, string>, end: Record<string, string>): string[] {
  return Object.keys(end).filter((name) => calm[name] !== end[name]);
}

function missingFrom(what: string, wanted: readonly string[], found: readonly string[]): string[] {
  const there = new Set(found);
  return wanted.filter((each) => !there.has(each)).map(told(what));
}

function told(what: string): (name: string) => string {
  return (name) => `${what} ${name}`;
}

function idOf(version: string): string {
  return version.split('.')[0] ?? version;
}

function fileOf(id: string): string {
  return `${id}.json`;
}
