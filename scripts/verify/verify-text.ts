import { type Finding, type VerificationProgress, type VerificationReport } from '@app/delivery';

const STEPS = { records: 'records', blobs: 'blobs', manifests: 'manifests' } as const;

export function progressText({ step, of, checked }: VerificationProgress): string {
  return `${of}: ${checked} ${STEPS[step]} read`;
}

export function findingText({ severity, name, what }: Finding): string {
  return `${severity === 'broken' ? 'BROKEN' : 'left over'}: ${name} ${what}`;
}

/** What has come of a verification, as its last lines say it. */
export function reportText(report: VerificationReport, peakMemoryMb: number): string {
  const { accounts, jobs, findings, broken, leftOver } = report;
  const seconds = Math.round((report.finishedAt.getTime() - report.startedAt.getTime()) / 1000);
  return [
    verdict(report),
    '',
    ...accounts.map(
      ({ username, accountId, records, pages, media, removed }) =>
        `  @${username} (${accountId})  ${records} records · ${pages} pages · ${media} media` +
        (removed > 0 ? ` · content of ${removed} records removed, each change signed` : ''),
    ),
    ...jobs.flatMap(({ jobId, manifests, unsigned, items, head }) => [
      `  job ${jobId}  ${manifests} manifests, ${unsigned} of them unsigned · ${items} items delivered`,
      ...(head ? [`    ends with ${head.sequence}:${head.sha256}`] : []),
    ]),
    `  lent containers  ${containersText(report)}`,
    `  time             ${seconds} s, ${peakMemoryMb} MB of memory at most`,
    ...(findings.length > 0 ? ['', ...findings.map((each) => `  ${findingText(each)}`)] : []),
    ...(broken + leftOver > findings.length
      ? [`  and ${broken + leftOver - findings.length} more`]
      : []),
  ].join('\n');
}

function containersText({ containers }: VerificationReport): string {
  const compared = containers.map(
    ({ taskId, files }) => `${files} files of task ${taskId} compared`,
  );
  return (
    compared.join(', ') ||
    'not compared: the right to read one is not kept; see --container-sas-from-stdin'
  );
}

function verdict({ findings, broken, leftOver }: VerificationReport): string {
  const first = findings.find(({ severity }) => severity === 'broken');
  if (first) {
    const more = broken > 1 ? ` And ${broken - 1} more.` : '';
    return `Not everything is as it was stored. First: ${first.name} ${first.what}.${more}`;
  }
  if (broken > 0) return `Not everything is as it was stored: ${broken} things are not.`;
  return leftOver > 0
    ? `Everything is as it was stored; ${leftOver} things are left over, which nothing points at.`
    : 'Everything is as it was stored.';
}
