import { type Census } from './census';
import { type LocalStack } from './local-stack';
import { type ImportStats, type SandboxStats } from './sandbox-control';

export interface Result {
  stats: SandboxStats;
  imported: ImportStats;
  census: Census;
  /** Posts X was asked to show in this start. */
  readNow: number;
}

export interface Verdict {
  datasetSize: number;
  captured: number;
  delivered: number;
  lost: number;
  duplicates: number;
  isWell: boolean;
}

/** Is all there, once? */
export function judge({ stats, imported, census }: Result): Verdict {
  const datasetSize = stats.dataset.visible + stats.dataset.earlierVersions;
  const captured = census.posts;
  const delivered = census.mailboxFiles;
  const lost = Math.max(datasetSize - captured, 0) + census.undelivered.length;
  const { redelivered, 'redelivered, changed': changed } = imported.items;
  const duplicates = census.duplicates.length + redelivered + changed;
  const agrees = census.indexRows === census.recordBlobs && imported.items.imported === delivered;
  const isWell = lost === 0 && duplicates === 0 && agrees && imported.invalid.length === 0;
  return { datasetSize, captured, delivered, lost, duplicates, isWell };
}

/** What a person wants to know at the end. */
export function summaryText(
  result: Result,
  { sandbox, connectorUrl }: LocalStack,
  staysUp: boolean,
): string {
  const { stats, imported, census, readNow } = result;
  const { datasetSize, captured, delivered, lost, duplicates, isWell } = judge(result);
  const { visible, earlierVersions, deleted } = stats.dataset;
  const list = (counts: Record<string, number>) =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .map(([name, count]) => `${name} ${count}`)
      .join(' · ');
  return `
${isWell ? 'Everything is archived and delivered, once.' : 'Something is missing or doubled; see below.'}

  dataset      ${datasetSize}  (${visible} posts of @${stats.account.username}, ${earlierVersions} earlier versions; ${deleted} deleted before, out of reach)
  captured     ${captured}  (${list(census.byKind)})
  delivered    ${delivered}  (${list(imported.byType)})
  lost         ${lost}
  duplicates   ${duplicates}
  read from X  ${readNow} posts in this start

  archive      ${census.indexRows} index rows, ${census.recordBlobs} records, ${census.pageBlobs} pages, ${census.mediaBlobs} media files, ${census.manifestBlobs} manifests
  completions  ${imported.completions.accepted} accepted, ${imported.completions.repeated} repeated
  items        ${imported.mailbox}
${staysUp ? `\nLook at the mailbox: ${sandbox.url} (its certificate is the sandbox's own)\nConnector:           ${connectorUrl}/health/ready\nStop with Ctrl-C.\n` : ''}`;
}
