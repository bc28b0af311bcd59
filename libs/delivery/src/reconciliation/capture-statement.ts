import { Injectable } from '@nestjs/common';
import {
  type Absence,
  AbsenceBook,
  CaptureStateStore,
  MediaArchive,
  PostArchive,
  type PostEntry,
  type Recheck,
} from '@app/archive';
import {
  BEGINNING_OF_POSTS,
  intervalsWithin,
  type PostId,
  type Stream,
  type TimeWindow,
  unreadWithin,
} from '@app/domain';
import { StreamChoices } from '@app/jobs';

import { idsOf } from '../coverage-gate';
import { type Gap, type ReconciliationReport, type WithoutFile } from './reconciliation-report';
import { sourceCount } from './source-count';

const OWN_POSTS = ['post', 'reply', 'quote', 'repost', 'unreadable'] as const;

/** Something that was handed over without files. */
export interface Lacking {
  entry: PostEntry;
  fileKeys: readonly string[];
}

/** What looking up archived posts again has found. */
export interface LookedUp {
  recheck?: Recheck;
  /** What was not shown, by id. */
  missed: ReadonlyMap<PostId, Absence>;
}

/** What capture says of an account: what it could not read, and how much X says there is. */
@Injectable()
export class CaptureStatement {
  constructor(
    private readonly states: CaptureStateStore,
    private readonly choices: StreamChoices,
    private readonly archive: PostArchive,
    private readonly absences: AbsenceBook,
    private readonly media: MediaArchive,
  ) {}

  async of(
    accountId: string,
    window: TimeWindow,
  ): Promise<Pick<ReconciliationReport, 'gaps' | 'source'>> {
    const streams = ['posts', ...(await this.choices.of(accountId))] as const;
    const gaps = await Promise.all(streams.map((each) => this.gapsOf(accountId, each, window)));
    const source = await this.source(accountId);
    return { gaps: gaps.flat(), ...(source && { source }) };
  }

  /** What a sweep has missed is noted before its end is: read the other way round, it may seem to be shown. */
  async lookedUp(accountId: string): Promise<LookedUp> {
    const { recheck } = (await this.states.load(accountId, 'deletions')).state;
    const absences = await this.absences.list(accountId);
    return { recheck, missed: new Map(absences.map((absence) => [absence.postId, absence])) };
  }

  /** What has become of the files since. */
  async withoutFile(accountId: string, all: readonly Lacking[]): Promise<WithoutFile[]> {
    const wanted = new Set(all.flatMap(({ fileKeys }) => fileKeys));
    const known = await this.media.find(accountId, [...wanted]);
    return all.flatMap(({ entry: { postId: id, kind, version, createdAt }, fileKeys }) =>
      fileKeys.map((fileKey): WithoutFile => {
        const [item, file] = [{ id, kind, version, createdAt, fileKey }, known.get(fileKey)];
        if (file?.state === 'stored') return { state: 'late', ...item };
        const { reason, retry } = file ?? {};
        return { state: 'missing', ...item, ...(file && { reason, retry }) };
      }),
    );
  }

  private async gapsOf(accountId: string, stream: Stream, window: TimeWindow): Promise<Gap[]> {
    const { coverage } = (await this.states.load(accountId, stream)).state;
    const range = idsOf(window);
    return [
      ...intervalsWithin(coverage, range, 'unreachable').map(
        ({ from, to }) => ({ stream, state: 'unreachable', from, to }) as const,
      ),
      ...unreadWithin(coverage, range).map(
        ({ from, to }) => ({ stream, state: 'unread', from, to }) as const,
      ),
    ];
  }

  private async source(accountId: string): Promise<ReconciliationReport['source']> {
    const said = sourceCount((await this.states.load(accountId, 'profile')).state);
    if (!said) return undefined;
    const window = { start: BEGINNING_OF_POSTS, end: said.seenAt };
    const days = await this.archive.countByDay(accountId, window);
    const archivedVersions = days
      .flatMap(({ byKind }) => OWN_POSTS.map((kind) => byKind[kind] ?? 0))
      .reduce((sum, count) => sum + count, 0);
    return { ...said, archivedVersions };
  }
}
