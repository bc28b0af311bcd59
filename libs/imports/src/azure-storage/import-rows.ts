import { joinJson, splitJson, tableKey } from '@app/azure';
import { actorKinds, countedOnly } from '@app/domain';
import { z } from 'zod';

import { type ImportKey, importStates, isPending, type SuppliedImport } from '../supplied-import';

const time = z.coerce.date();
const range = z.object({ from: z.string(), to: z.string() });
const failure = z.object({ code: z.string(), message: z.string() });
const counts = {
  entries: z.number(),
  added: z.number(),
  known: z.number(),
  ofApi: z.number(),
  filesAdded: z.number(),
  filesKnown: z.number(),
  filesMissing: z.number(),
};
const byKind = z.object({
  ...{ posts: z.object(counts), messages: z.object(counts), likes: z.object(counts) },
});
const chosen = z.object({ ...counts, isOn: z.boolean(), withoutId: z.number() });
const report = z
  .object({
    ...counts,
    accountId: z.string(),
    username: z.string(),
    generatedAt: time,
    problems: z.number(),
    /** In rows from before messages and likes were imported: they were counted. */
    others: z.object({ directMessages: z.number(), likes: z.number() }).optional(),
    messages: chosen.optional(),
    likes: chosen.optional(),
    period: range.optional(),
    closedGaps: z.array(range),
  })
  .transform(({ others, messages, likes, ...known }) => ({
    ...known,
    messages: messages ?? countedOnly(others?.directMessages ?? 0),
    likes: likes ?? countedOnly(others?.likes ?? 0),
  }));

const importSchema = z.object({
  accountId: z.string(),
  importId: z.string(),
  state: z.enum(importStates),
  fileName: z.string(),
  bytes: z.number(),
  fingerprint: z.string(),
  requestedBy: z.object({
    kind: z.enum(actorKinds),
    id: z.string().optional(),
    name: z.string().optional(),
  }),
  createdAt: time,
  queuedAt: time.optional(),
  endedAt: time.optional(),
  attempts: z.number(),
  notBefore: time.optional(),
  progress: z.object({ ...counts, announced: z.number(), byKind: byKind.optional() }).optional(),
  report: report.optional(),
  failure: failure.optional(),
  zipUntil: time.optional(),
});
const rowSchema = z.looseObject({ schemaVersion: z.literal(1), etag: z.string() });

/** As one text: a table's numbers have 32 bits, and a zip may have more bytes than that. */
export function rowOf(one: SuppliedImport) {
  return {
    ...keysOf(one),
    schemaVersion: 1,
    pending: isPending(one),
    ...splitJson('import', one),
  };
}

export function importOf(row: unknown): { known: SuppliedImport; etag: string } {
  const { etag, ...fields } = rowSchema.parse(row);
  return { known: importSchema.parse(joinJson('import', fields)), etag };
}

export function keysOf({ accountId, importId }: ImportKey) {
  return { partitionKey: tableKey(accountId), rowKey: tableKey(importId) };
}
