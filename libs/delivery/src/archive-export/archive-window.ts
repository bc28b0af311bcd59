import { Injectable } from '@nestjs/common';
import {
  CaptureStateStore,
  type DayCount,
  type EntryType,
  PostArchive,
  type PostEntry,
} from '@app/archive';
import {
  AppError,
  BEGINNING_OF_POSTS,
  compareIds,
  type Coverage,
  coverageTop,
  type IdRange,
  type Stream,
  type TimeWindow,
  unreadWithin,
} from '@app/domain';
import { StreamChoices } from '@app/jobs';

import { idsOf, streamStatement } from '../coverage-gate';
import { newestVersions } from '../task-entries';
import { type StreamCoverage, type WindowCoverage } from './export-request';

/** The entries a list goes on behind. */
interface Place {
  type: EntryType;
  id: string;
  version: string;
  createdAt: string;
}

export interface EntriesWanted {
  accountId: string;
  window: TimeWindow;
  allVersions: boolean;
  /** Only those behind this one. */
  after?: Place;
  /** Called for each row of the index, of those before {@link after} for all at once. */
  onRows: (rows: number) => void;
}

/** What the archive has of a window of time, and what it can say of it. */
@Injectable()
export class ArchiveWindow {
  constructor(
    private readonly posts: PostArchive,
    private readonly states: CaptureStateStore,
    private readonly choices: StreamChoices,
  ) {}

  /** An end that nobody has named is as far as X has been read. */
  async coverage(
    accountId: string,
    window: TimeWindow,
    { isEndNamed }: { isEndNamed: boolean },
  ): Promise<WindowCoverage> {
    const of = async (stream: Stream): Promise<StreamCoverage> => {
      const { coverage } = (await this.states.load(accountId, stream)).state;
      const range = isEndNamed ? idsOf(window) : upTo(coverage, idsOf(window));
      return { ...streamStatement(coverage, range), unread: unreadWithin(coverage, range) };
    };
    const posts = await of('posts');
    const chosen = await this.choices.of(accountId);
    const others = await Promise.all(chosen.map(async (each) => [each, await of(each)] as const));
    const isComplete = [posts, ...others.map(([, coverage]) => coverage)].every(isWhole);
    const streams = chosen.length > 0 ? { streams: Object.fromEntries(others) } : {};
    return { isComplete, ...posts, ...streams };
  }

  /** How many rows the index has, by day. */
  days(accountId: string, { start, end }: TimeWindow): Promise<DayCount[]> {
    return this.posts.countByDay(accountId, { start: latest(start, BEGINNING_OF_POSTS), end });
  }

  /** In the order of the archive. Only months that have some are asked for. */
  async *entries(days: readonly DayCount[], wanted: EntriesWanted): AsyncGenerator<PostEntry> {
    const { after, allVersions, onRows } = wanted;
    const first = after?.createdAt.slice(0, 7) ?? '';
    const before = days.filter(({ day }) => day.slice(0, 7) < first);
    onRows(before.reduce((sum, { total }) => sum + total, 0));
    const rows = this.rows(days.slice(before.length), wanted);
    const entries = allVersions ? rows : newestVersions(rows);
    yield* after ? behind(entries, after, allVersions) : entries;
  }

  private async *rows(
    days: readonly DayCount[],
    { accountId, window, onRows }: EntriesWanted,
  ): AsyncGenerator<PostEntry> {
    for (const month of new Set(days.map(({ day }) => day.slice(0, 7)))) {
      const start = new Date(`${month}-01T00:00:00.000Z`);
      const next = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1));
      const end = earliest(window.end, new Date(next.getTime() - 1));
      const part = { start: latest(start, window.start), end };
      for await (const entry of this.posts.list(accountId, part, { toRead: true })) {
        onRows(1);
        yield entry;
      }
    }
  }
}

/** The range as far as X has been read; all of it when that ends before it. */
function upTo(coverage: Coverage, { from, to }: IdRange): IdRange {
  const top = coverageTop(coverage);
  const isWithin = compareIds(from, top) <= 0 && compareIds(top, to) < 0;
  return { from, to: isWithin && coverage.length > 0 ? top : to };
}

function isWhole({ unreachable, unread }: StreamCoverage): boolean {
  return unreachable.length === 0 && unread.length === 0;
}

async function* behind(
  entries: AsyncIterable<PostEntry>,
  { type, id, version }: Place,
  allVersions: boolean,
): AsyncGenerator<PostEntry> {
  let isBehind = false;
  for await (const entry of entries) {
    if (isBehind) yield entry;
    else if (entry.type !== type || entry.postId !== id) continue;
    else isBehind = entry.version === version || !(allVersions || type === 'profile');
  }
  if (isBehind) return;
  throw new AppError(
    'folder.other_export',
    `Post ${id}, which the export has, is not in the archive any more. Export to another folder.`,
    { postId: id },
  );
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}

function earliest(a: Date, b: Date): Date {
  return a < b ? a : b;
}
