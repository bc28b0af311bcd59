import { type ExportProgress, type ExportReport, type StreamCoverage } from '@app/delivery';
import { compareIds, type IdRange, timeOfId } from '@app/domain';

export function progressText({ rows, totalRows, entries, bytes }: ExportProgress): string {
  return `read ${rows} of ${totalRows} · wrote ${entries} · ${sizeText(bytes)}`;
}

export function sizeText(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const digits = power === 0 ? 0 : 1;
  return `${(bytes / 1000 ** power).toFixed(digits)} ${units[power] ?? ''}`;
}

/** Is there anything a reader must know to be missing? */
export function isInPart({ counts, coverage }: ExportReport): boolean {
  return counts.unreadable > 0 || counts.missingMedia > 0 || !coverage.isComplete;
}

/** What has come of an export, as its last lines say it. */
export function reportText(report: ExportReport, directory: string, peakMemoryMb: number): string {
  const { username, terms, window, counts, coverage, outcome } = report;
  const kinds = Object.entries(counts.byKind).map(([kind, count]) => `${kind} ${count}`);
  const done = outcome === 'exported' ? 'is exported' : 'was exported before, and is unchanged';
  const streams = Object.entries(coverage.streams ?? {});
  return [
    `The archive of @${username} (${terms.accountId}) ${done}: ${terms.format} in ${directory}`,
    '',
    `  entries        ${counts.entries}${kinds.length > 0 ? `  (${kinds.join(' · ')})` : ''}`,
    `  size           ${sizeText(counts.bytes)}`,
    `  media beside   ${counts.mediaFiles}`,
    `  unreadable     ${counts.unreadable}`,
    `  missing media  ${counts.missingMedia}`,
    `  from           ${terms.from === undefined ? 'the beginning' : window.start.toISOString()}`,
    `  to             ${endText(report)}`,
    `  gaps           ${gapsText(coverage)}`,
    ...streams.map(([stream, each]) => `  · ${stream.padEnd(12)} ${gapsText(each)}`),
    `  memory         ${peakMemoryMb} MB at most`,
    '',
    `What is in it and what is missing: manifest.json, manifest.jsonl. To check it: sha256sum -c SHA256SUMS`,
  ].join('\n');
}

/** Where nobody has named an end, gaps are told up to where X was read: how far that is must be known, too. */
function endText({ terms, window, coverage }: ExportReport): string {
  const ends = [...coverage.complete, ...coverage.unreachable].map(({ to }) => to);
  const last = ends.toSorted(compareIds).at(-1);
  if (terms.to !== undefined || last === undefined) return window.end.toISOString();
  return `${timeText(last)}, as far as X was read`;
}

function gapsText({ unreachable, unread }: StreamCoverage): string {
  const gaps = [...unreachable, ...unread];
  return gaps.length > 0 ? gaps.map(rangeText).join(', ') : 'none';
}

function rangeText({ from, to }: IdRange): string {
  return `${timeText(from)} to ${timeText(to)}`;
}

/** Ids from before November 2010 tell no time. */
function timeText(id: string): string {
  return timeOfId(id)?.toISOString() ?? 'the beginning';
}
