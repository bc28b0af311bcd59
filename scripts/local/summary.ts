import { relative, sep } from 'node:path';

import { SMTP_USER } from '../../apps/sandbox/src/mailbox/smtp/smtp-user';
import { users } from '../../apps/sandbox/src/entra/entra-users';
import { type LocalStack } from './local-stack';
import { datasetSize, type State } from './until-delivered';

export interface Result extends State {
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
export function judge({ stats, imported, census }: State): Verdict {
  const size = datasetSize({ stats });
  const captured = census.posts;
  const delivered = census.mailboxFiles;
  const lost = Math.max(size - captured, 0) + census.undelivered.length;
  const { redelivered, 'redelivered, changed': changed } = imported.items;
  const duplicates = census.duplicates.length + redelivered + changed;
  const agrees = census.indexRows === census.recordBlobs && imported.items.imported === delivered;
  const isWell = lost === 0 && duplicates === 0 && agrees && imported.invalid.length === 0;
  return { datasetSize: size, captured, delivered, lost, duplicates, isWell };
}

/** What a person wants to know at the end. */
export function summaryText(result: Result, dataDir: string): string {
  const { stats, imported, census, readNow } = result;
  const { datasetSize, captured, delivered, lost, duplicates, isWell } = judge(result);
  const { visible, earlierVersions, deleted } = stats.dataset;
  return `
${isWell ? 'Everything is archived and delivered, once.' : 'Something is missing or doubled.'}

  dataset      ${datasetSize}  (${visible} posts of @${stats.account.username}, ${earlierVersions} earlier versions; ${deleted} deleted before, out of reach)
  captured     ${captured}  (${list(census.byKind)})
  delivered    ${delivered}  (${list(imported.byType)})
  lost         ${lost}${named(census.undelivered, 'not delivered')}
  duplicates   ${duplicates}${named(census.duplicates, 'archived twice')}
  read from X  ${readNow} posts in this start

  archive      ${census.indexRows} index rows, ${census.recordBlobs} records, ${census.pageBlobs} pages, ${census.mediaBlobs} media files, ${census.manifestBlobs} manifests
  completions  ${imported.completions.accepted} accepted, ${imported.completions.repeated} repeated${refused(imported.invalid)}
  items        ${short(imported.mailbox)}
  logs         ${short(dataDir)}${sep}logs
`;
}

/** Where a person can look while everything stays up. */
export function whereToLook(
  { sandbox, connectorUrl, smtpPort }: LocalStack,
  dataDir: string,
): string {
  return `Look at the mailbox:  ${sandbox.url}  (the browser warns: its certificate is the sandbox's own)
Send it e-mail:       localhost:${smtpPort}, STARTTLS, user ${SMTP_USER}, password smtpPassword in ${short(dataDir)}${sep}sandbox${sep}credentials.json
Add a connector:      ${sandbox.url}/portal
Settings and state:   ${connectorUrl}/admin/  (sign in as ${users.ada.name}; ${users.ned.name} has no role; nobody has a password)
Is the connector up:  ${connectorUrl}/health/ready
Stop with Ctrl-C; "npm start" goes on from here.
`;
}

function list(counts: Record<string, number>): string {
  return Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(' · ');
}

function named(ids: string[], what: string): string {
  const some = ids.slice(0, 5).join(', ');
  return ids.length === 0 ? '' : `  (${what}: ${some}${ids.length > 5 ? ', …' : ''})`;
}

function refused(invalid: { fileName: string; reason: string }[]): string {
  return invalid.map(({ fileName, reason }) => `\n  refused      ${fileName}: ${reason}`).join('');
}

/** As a person would type it. */
function short(path: string): string {
  const fromHere = relative('.', path);
  return fromHere.startsWith('..') ? path : fromHere;
}
