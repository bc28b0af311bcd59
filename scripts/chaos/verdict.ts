import { addsUp, isExplained } from '@app/delivery';

import { type EndState } from './end-state';

/**
 * `equal`: the run ended as the one without faults; `recorded`: what differs is parked, or lacks media that are missing still, and a
 * manifest says so; `unmet`: it ended so, but what it was about never happened, so that it shows nothing; all else must not happen.
 */
export const verdictKinds = [
  'equal',
  'recorded',
  'unmet',
  'lost',
  'duplicated',
  'unexplained',
] as const;
type Kind = (typeof verdictKinds)[number];

export interface Verdict {
  kind: Kind;
  /** What differs, in a few words each. */
  differences: string[];
}

/** What is known of a run besides its end. */
export interface Run {
  /** Posts made during the run only: their texts, by id. */
  late: Readonly<Record<string, string>>;
  /** Has the fault happened that it was about? */
  isMet: boolean;
  /** May a container that was lent have stopped taking anything? Then a success that was not heard may be followed by "ask again". */
  endsSas: boolean;
}

/** How a run ended, compared with the same posts left alone. */
export function judge(calm: EndState, end: EndState, run: Run): Verdict {
  const lost = lostIn(calm, end, run);
  if (lost.length > 0) return { kind: 'lost', differences: lost };
  const doubled = doublesIn(calm, end, run);
  if (doubled.length > 0) return { kind: 'duplicated', differences: doubled };
  const changed = Object.keys(calm.mailbox).filter(
    (file) => calm.mailbox[file] !== end.mailbox[file],
  );
  const unexplained = unexplainedIn(calm, end, run, changed);
  if (unexplained.length > 0) return { kind: 'unexplained', differences: unexplained };
  if (!run.isMet) return { kind: 'unmet', differences: changed };
  return { kind: changed.length > 0 ? 'recorded' : 'equal', differences: changed };
}

function lostIn(calm: EndState, end: EndState, run: Run): string[] {
  const late = Object.keys(run.late);
  const named = new Set(Object.values(end.lacking).flat());
  const missing = end.missingMedia.filter((fileKey) => named.has(fileKey));
  const media = missingFrom('media', Object.keys(calm.media), Object.keys(end.media));
  return [
    ...missingFrom('version', calm.versions, end.versions),
    ...missingFrom('record', Object.keys(calm.records), Object.keys(end.records)),
    ...missingFrom('file', Object.keys(calm.mailbox), Object.keys(end.mailbox)),
    ...missingFrom('evidence of', [...end.handedOver, ...end.imports], end.evidence),
    ...missingFrom('post', late, end.versions.map(idOf)),
    ...missingFrom('delivery of', late.map(fileOf), Object.keys(end.mailbox)),
    ...(media.length > missing.length ? media : []),
    ...end.findings.flatMap(({ severity, name, what }) =>
      severity === 'broken' ? `${name} ${what}` : [],
    ),
  ];
}

function doublesIn(calm: EndState, end: EndState, { late }: Run): string[] {
  const { completions, items, askedAgain } = end.imported;
  const delivered = countsOf(end.handedOver.map(fileIn));
  // The connector has told of them: a file came that they were delivered without.
  const again = countsOf(askedAgain.map(fileOf));
  const isKnown = (version: string) => calm.versions.includes(version) || idOf(version) in late;
  const redelivered = items.redelivered + items['redelivered, changed'];
  return [
    ...end.versions.filter((version, i) => end.versions.indexOf(version) !== i),
    ...end.versions.filter((version) => !isKnown(version)).map(told('never posted:')),
    ...[...delivered].flatMap(([file, tasks]) =>
      tasks > 1 + (again.get(file) ?? 0) ? `${file} in ${tasks} tasks` : [],
    ),
    ...(redelivered > 0 ? [`${redelivered} items imported again that nobody asked for`] : []),
    ...(completions.changed > 0
      ? [`${completions.changed} completions of tasks that had ended in other words`]
      : []),
  ];
}

function unexplainedIn(
  calm: EndState,
  end: EndState,
  run: Run,
  changed: readonly string[],
): string[] {
  const { late, endsSas } = run;
  const isLacking = (file: string) =>
    end.lacking[file]?.some((fileKey) => end.missingMedia.includes(fileKey)) ?? false;
  const isNamed = (file: string) => end.parked.includes(file) || isLacking(file);
  const isLate = (record: string) => Object.keys(late).some((id) => record.includes(`/${id} `));
  const { withdrawn } = end.imported.completions;
  const more = Object.keys(end.records).filter((name) => !(name in calm.records) && !isLate(name));
  return [
    ...changed.filter((file) => !isNamed(file)).map(told('bytes of')),
    ...more.map(told('one more record')),
    ...Object.keys(late)
      .filter((id) => end.contents[fileOf(id)] !== late[id])
      .map((id) => `${fileOf(id)} says "${end.contents[fileOf(id)]}"`),
    ...differencesOf(calm.media, end.media).map(told('media')),
    ...end.imported.invalid.map(({ fileName, reason }) => `${fileName} refused: ${reason}`),
    ...(withdrawn > 0 && !endsSas ? [`${withdrawn} tasks failed after their success`] : []),
    ...notReconciledIn(end, run),
  ];
}

function notReconciledIn({ report, versions }: EndState, { endsSas }: Run): string[] {
  const { counts, byReason, withoutFile } = report;
  // A success that was not heard, and taken back: nobody can know whether it was.
  const unprocessed = counts.unprocessed - (endsSas ? (byReason['maybe-accepted'] ?? 0) : 0);
  return [
    ...(addsUp(report) ? [] : ['the reconciliation does not add up']),
    ...(counts.collected === versions.length
      ? []
      : [`the reconciliation is of ${counts.collected}, not ${versions.length}`]),
    ...(isExplained(report) && unprocessed === 0
      ? []
      : [`the reconciliation says ${JSON.stringify(byReason)}`]),
    ...withoutFile
      .filter(({ state }) => state === 'late')
      .map(({ id, fileKey }) => `${id} was delivered without ${fileKey}, which is there`),
  ];
}

/** Media are named by what is in them: one that is more is another. */
function differencesOf(calm: Record<string, string>, end: Record<string, string>): string[] {
  return Object.keys(end).filter((name) => calm[name] !== end[name]);
}

function countsOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
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

function fileIn(handedOver: string): string {
  return handedOver.split(' ')[0] ?? handedOver;
}

function fileOf(id: string): string {
  return `${id}.json`;
}
