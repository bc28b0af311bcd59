import { Injectable } from '@nestjs/common';
import {
  inStorage,
  joinJson,
  splitJson,
  StorageClients,
  tableKey,
  unlessMissing,
} from '@app/azure';
import { type AppErrorCode, appErrorFaults, type Stream } from '@app/domain';
import { z } from 'zod';

import {
  type CaptureState,
  type CaptureStates,
  type CaptureStateStore,
  type LoadedCaptureState,
  NEVER_CAPTURED,
} from '../capture-state-store';
import { saveRow, unlessChanged } from './revisions';

/** The row of a stream; that of the account's own posts is older than the word. */
function rowKeyOf(stream: Stream): string {
  return stream === 'posts' ? 'timeline' : stream;
}

const id = z.string().regex(/^\d+$/);
const coverageSchema = z.array(
  z.object({ from: id, to: id, state: z.enum(['complete', 'unreachable']), posts: z.number() }),
);

const suppliedSchema = z.array(
  z.object({ from: id, to: id, generatedAt: z.coerce.date(), evidence: z.string() }),
);

const rowSchema = z.looseObject({
  etag: z.string(),
  postsRead: z.number(),
  caughtUpAt: z.date().optional(),
  parkedReason: z.string().optional(),
  parkedUntil: z.date().optional(),
  supplied: z.string().optional(),
  readingSince: z.date().optional(),
  readingToken: z.string().optional(),
  countedPosts: z.number().optional(),
  countedAt: z.date().optional(),
});

const keyedRowSchema = rowSchema.extend({ partitionKey: z.string(), rowKey: z.string() });

const time = z.coerce.date();
const recheckSchema = z.object({
  untold: z.array(id).optional(),
  ...{ overlapAt: time, late: z.number(), lateAt: time.optional(), editsUpTo: id },
  ...{ sweptAt: time, sweptSince: time.optional(), sweptFrom: id.optional() },
  ...{ sweepBegunAt: time.optional(), sweepFrom: id.optional(), sweepUpTo: id.optional() },
  ...{ changed: z.number(), changedAt: time.optional() },
  ...{ deleted: z.number(), deletedAt: time.optional() },
});

const json = z.record(z.string(), z.json());
const profileSchema = z.object({
  user: json,
  before: json.optional(),
  at: z.coerce.date(),
  notBefore: z.coerce.date().optional(),
  pageName: z.string(),
  isArchived: z.boolean(),
});

const namesSchema = z.array(z.object({ username: z.string(), seenAt: z.coerce.date() }));

/** One row per account and stream in table `capture`; its ETag is the revision. */
@Injectable()
export class AzureCaptureStateStore implements CaptureStateStore {
  constructor(private readonly storage: StorageClients) {}

  load(accountId: string, stream: Stream = 'posts'): Promise<LoadedCaptureState> {
    return inStorage('archive', async () => {
      const table = await this.storage.table('capture');
      const row = await unlessMissing(async () =>
        rowSchema.parse(await table.getEntity(tableKey(accountId), rowKeyOf(stream))),
      );
      return row
        ? { state: stateOf(row), revision: row.etag }
        : { state: NEVER_CAPTURED, revision: undefined };
    });
  }

  loadAll(): Promise<CaptureStates> {
    return inStorage('archive', async () => {
      const known = new Map<string, CaptureState>();
      const table = await this.storage.table('capture');
      for await (const found of table.listEntities()) {
        const row = keyedRowSchema.parse(found);
        known.set(`${row.partitionKey}/${row.rowKey}`, stateOf(row));
      }
      return {
        of: (accountId, stream = 'posts') =>
          known.get(`${tableKey(accountId)}/${rowKeyOf(stream)}`) ?? NEVER_CAPTURED,
      };
    });
  }

  save(
    accountId: string,
    state: CaptureState,
    revision: string | undefined,
    stream: Stream = 'posts',
  ): Promise<string> {
    return unlessChanged(accountId, async () => {
      const table = await this.storage.table('capture');
      const key = { partitionKey: tableKey(accountId), rowKey: rowKeyOf(stream) };
      return saveRow(table, { ...key, ...rowOf(state) }, revision);
    });
  }
}

function rowOf(state: CaptureState) {
  const { coverage, postsRead, caughtUpAt, parked, supplied, readingSince, readingToken } = state;
  const { profile, postCount, names, recheck } = state;
  return {
    schemaVersion: 1,
    ...splitJson('coverage', coverage),
    postsRead,
    ...(caughtUpAt && { caughtUpAt }),
    ...(parked && { parkedReason: parked.reason, parkedUntil: parked.until }),
    ...(supplied && { supplied: JSON.stringify(supplied) }),
    ...(readingSince && { readingSince }),
    ...(readingToken !== undefined && { readingToken }),
    ...(profile && splitJson('profile', profile)),
    ...(postCount && { countedPosts: postCount.posts, countedAt: postCount.at }),
    ...(names && splitJson('names', names)),
    ...(recheck && splitJson('recheck', recheck)),
  };
}

function stateOf(row: z.infer<typeof rowSchema>): CaptureState {
  const { postsRead, caughtUpAt, parkedReason, parkedUntil, supplied, readingSince, readingToken } =
    row;
  const { countedPosts: posts, countedAt } = row;
  const [profile, recheck] = [joinJson('profile', row), joinJson('recheck', row)];
  const names = joinJson('names', row);
  return {
    coverage: coverageSchema.parse(joinJson('coverage', row)),
    postsRead,
    caughtUpAt,
    parked:
      parkedUntil && isCode(parkedReason)
        ? { reason: parkedReason, until: parkedUntil }
        : undefined,
    ...(supplied !== undefined && { supplied: suppliedSchema.parse(JSON.parse(supplied)) }),
    ...(readingSince && { readingSince }),
    ...(readingToken !== undefined && { readingToken }),
    ...(profile !== undefined && { profile: profileSchema.parse(profile) }),
    ...(posts !== undefined && countedAt && { postCount: { posts, at: countedAt } }),
    ...(names !== undefined && { names: namesSchema.parse(names) }),
    ...(recheck !== undefined && { recheck: recheckSchema.parse(recheck) }),
  };
}

function isCode(code: string | undefined): code is AppErrorCode {
  return code !== undefined && code in appErrorFaults;
}
