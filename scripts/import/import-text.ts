import {
  type ChosenImportCounts,
  type IdRange,
  type ImportCounts,
  type ImportReport,
  timeOfId,
} from '@app/domain';
import { type ArchiveProblem } from '@app/twitter-ingestion';

/** Below the name of what a line is about. */
const CONTINUED = `\n${' '.repeat(19)}`;
const NOT_TAKEN = [
  'not archived: off for this account.',
  'Switch it on at its page under "What is captured", and import again.',
].join(CONTINUED);

export function progressText({ entries, added }: ImportCounts, announced: number): string {
  return `read ${entries} of ${announced} · added ${added}`;
}

export function problemText({ file, entry, line, what }: ArchiveProblem): string {
  // A file is named by whoever made the zip, and a terminal obeys some signs.
  const name = file.replace(/\p{Cc}/gu, '?');
  const place = [name, entry && `entry ${entry}`, line && `line ${line}`].filter(Boolean);
  return `not read: ${place.join(', ')}: ${what}`;
}

/** What has come of an import, as its last lines say it. */
export function reportText(report: ImportReport, peakMemoryMb: number): string {
  const { username, accountId, generatedAt, period, closedGaps } = report;
  return [
    `The archive of @${username} (${accountId}), made ${generatedAt.toISOString()}, is imported.`,
    '',
    `  posts read       ${report.entries}`,
    `  added            ${report.added}`,
    `  known            ${report.known}`,
    `  of X's API       ${report.ofApi}`,
    `  media files      ${filesText(report)}`,
    `  not read         ${report.problems}`,
    `  direct messages  ${chosenText(report.messages)}`,
    `  likes            ${chosenText(report.likes)}`,
    `  covers           ${period ? rangeText(period) : 'not known: no gap is closed by it'}`,
    `  gaps closed      ${closedGaps.length > 0 ? closedGaps.map(rangeText).join(', ') : 'none'}`,
    `  memory           ${peakMemoryMb} MB at most`,
  ].join('\n');
}

function filesText({ filesAdded, filesKnown, filesMissing }: ImportCounts): string {
  return `${filesAdded} added · ${filesKnown} known · ${filesMissing} not in it`;
}

function chosenText(counts: ChosenImportCounts): string {
  const { isOn, entries, added, known, ofApi, withoutId, filesAdded, filesKnown, filesMissing } =
    counts;
  if (!isOn) return entries === 0 ? '0' : `${entries} ${NOT_TAKEN}`;
  const hasFiles = filesAdded + filesKnown + filesMissing > 0;
  return [
    `${added} added · ${known} known · ${ofApi} of X's API`,
    ...(hasFiles ? [`their media files: ${filesText(counts)}`] : []),
    ...(withoutId > 0
      ? [`${withoutId} joins, leaves and names: no id, kept as evidence only`]
      : []),
  ].join(CONTINUED);
}

function rangeText({ from, to }: IdRange): string {
  return `${timeText(from)} to ${timeText(to)}`;
}

/** Ids from before November 2010 tell no time. */
function timeText(id: string): string {
  return timeOfId(id)?.toISOString() ?? 'the beginning';
}
