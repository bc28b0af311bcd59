import { type PostEntry, type StoredMedia } from '@app/archive';
import { endingOf } from '@app/message-conversion';

import { type ExportFormat } from './export-request';
import { type ManifestRow } from './manifest-row';

/**
 * Where things are in the folder of an export, as paths with `/`: 110 signs at most, and of each name nothing that Windows refuses.
 */
export const PLACES = {
  manifest: 'manifest.jsonl',
  summary: 'manifest.json',
  sums: 'SHA256SUMS',
  /** Who did what and when, for programs and for spreadsheets. */
  trail: 'audit-trail.jsonl',
  trailTable: 'audit-trail.csv',
  /** There until the export is finished. */
  work: '.export',
  /** What it is; without it nothing has begun. */
  begun: '.export/begun.json',
  lock: '.export/lock',
} as const;

/** Folders that must be there, with or without something in them. */
export function foldersOf(format: ExportFormat): string[] {
  return format === 'maildir' ? ['cur', 'new', 'tmp'].map((name) => `Maildir/${name}`) : [];
}

/** Is an entry written at the end of its month's file? Else it has one of its own. */
export function isShared(format: ExportFormat): boolean {
  return format === 'mbox' || format === 'jsonl';
}

/** What tells an entry from all others. */
export type EntryKey = Pick<PostEntry, 'type' | 'version'> & { id: string };

/** The file of an entry: the same for the same version of a thing, whenever it is written. */
export function pathOf(format: ExportFormat, entry: PostEntry): string {
  const { type, postId: id, version, createdAt } = entry;
  const [year = '', month = ''] = createdAt.toISOString().split('-');
  switch (format) {
    case 'eml':
      return `${year}/${month}/${nameOf({ type, id, version })}.eml`;
    case 'item-json':
      return `${year}/${month}/${nameOf({ type, id, version })}.json`;
    case 'mbox':
    case 'jsonl':
      return `${year}/${year}-${month}.${format}`;
    case 'maildir': {
      // time.unique.host; without ':' and flags, which belong to `cur` (https://cr.yp.to/proto/maildir.html).
      const seconds = Math.floor(createdAt.getTime() / 1000);
      const unique = nameOf({ type, id, version }).replaceAll('.', 'V');
      return `Maildir/new/${seconds}.P${unique}.twitter`;
    }
  }
}

/** Ids are unique within a type only. */
function nameOf({ type, id, version }: EntryKey): string {
  return `${type === 'post' ? '' : `${type}-`}${id}.${version}`;
}

export const MEDIA = 'media/';

export function isMedium(row: ManifestRow): boolean {
  return row.row === 'file' && row.path.startsWith(MEDIA);
}

/** Is it one of ours, and not of somebody else? */
export function isMediumName(name: string): boolean {
  return /^[0-9a-f]{64}\./.test(name);
}

export function mediaPathOf({ sha256, contentType }: StoredMedia): string {
  return `${MEDIA}${sha256}.${endingOf(contentType) ?? 'bin'}`;
}

/** Where bytes wait until the manifest names them; those of a medium, by where it belongs. */
export function waitingPathOf(key: EntryKey, mediaPath = ''): string {
  const medium = mediaPath.replace(/^media\/(.{16})[^.]*/, '.$1');
  return `${PLACES.work}/${nameOf(key)}${medium}`;
}
