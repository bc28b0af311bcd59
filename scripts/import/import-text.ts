import { type IdRange, type ImportCounts, type ImportReport, timeOfId } from '@app/domain';
import { type ArchiveProblem } from '@app/twitter-ingestion';

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
  const { username, accountId, generatedAt, others, period, closedGaps } = report;
  const files = `${report.filesAdded} added · ${report.filesKnown} known · ${report.filesMissing} not in it`;
  return [
    `The archive of @${username} (${accountId}), made ${generatedAt.toISOString()}, is imported.`,
    '',
    `  posts read       ${report.entries}`,
    `  added            ${report.added}`,
    `  known            ${report.known}`,
    `  of X's API       ${report.ofApi}`,
    `  media files      ${files}`,
    `  not read         ${report.problems}`,
    `  direct messages  ${others.directMessages} not archived: kind is off`,
    `  likes            ${others.likes} not archived: kind is off`,
    `  covers           ${period ? rangeText(period) : 'not known: no gap is closed by it'}`,
    `  gaps closed      ${closedGaps.length > 0 ? closedGaps.map(rangeText).join(', ') : 'none'}`,
    `  memory           ${peakMemoryMb} MB at most`,
  ].join('\n');
}

function rangeText({ from, to }: IdRange): string {
  return `${timeText(from)} to ${timeText(to)}`;
}

/** Ids from before November 2010 tell no time. */
function timeText(id: string): string {
  return timeOfId(id)?.toISOString() ?? 'the beginning';
}
