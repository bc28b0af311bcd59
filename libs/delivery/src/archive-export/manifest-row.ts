import { entryKinds, entryTypes } from '@app/archive';
import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();
export const fileSchema = z.object({ path: z.string(), bytes: count, sha256: hash });

/** A file that is not one entry's alone: of a month, or a medium. */
const fileRow = fileSchema.extend({ row: z.literal('file') });

const key = {
  type: z.enum(entryTypes),
  id: z.string(),
  version: z.string(),
  createdAt: z.iso.datetime(),
};

/** What is in the export: a post, or what else the archive keeps of the account. */
const entryRow = z.object({
  row: z.literal('entry'),
  ...key,
  kind: z.enum(entryKinds),
  capturedAt: z.iso.datetime(),
  provenance: z.literal('user-supplied').optional(),
  /** Of the record in the archive it is made from. */
  recordSha256: hash,
  /** Its bytes; `offset` where they stand in a file with others. */
  file: fileSchema.extend({ offset: count.optional() }),
  /** Its media in `media/`. */
  media: z.array(z.object({ fileKey: z.string(), path: z.string(), sha256: hash })).optional(),
  /** Its media that the archive does not hold, by file key. */
  missingMedia: z.array(z.string()).optional(),
});

/** What is in the archive and cannot be written in this format. */
const unreadableRow = z.object({ row: z.literal('unreadable'), ...key, reason: z.string() });

/** Without it, the manifest is not whole. */
const endRow = z.object({ row: z.literal('end'), entries: count, unreadable: count });

/** A line of `manifest.jsonl`. */
export const manifestRow = z.discriminatedUnion('row', [fileRow, entryRow, unreadableRow, endRow]);

export type FileRow = z.infer<typeof fileRow>;
export type EntryRow = z.infer<typeof entryRow>;
export type UnreadableRow = z.infer<typeof unreadableRow>;
export type ManifestRow = z.infer<typeof manifestRow>;

/** A file of the export, by its row; `undefined` for a row that is of none, or of a part of one. */
export function wholeFileOf(row: ManifestRow): z.infer<typeof fileSchema> | undefined {
  if (row.row === 'file') return row;
  return row.row === 'entry' && row.file.offset === undefined ? row.file : undefined;
}
