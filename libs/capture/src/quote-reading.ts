import { isDeepStrictEqual } from 'node:util';
import { type SeenName } from '@app/archive';
import { type Clock } from '@app/domain';
import { type PostSource } from '@app/twitter-ingestion';

import { type CaptureProgress } from './capture-progress';
import { type CaptureRequest } from './capture-request';
import { type PageKeeper } from './page-keeper';
import { type Limited, type Reading } from './reading';
import { TimelineWalk } from './timeline-walk';

/** A day more than X shows of quotes. */
const GIVEN_UP_FOR_MS = 8 * 24 * 3600_000;

/**
 * Reads the posts that quote the account's, which are searched by its name: by the one it has at X now, and those it had while what
 * can be found was made. X is asked for the name first, and nothing counts as read that was made later.
 */
export class QuoteReading implements Reading {
  private walk: TimelineWalk | undefined;

  constructor(
    private readonly source: PostSource,
    private readonly keeper: PageKeeper,
    private readonly progress: CaptureProgress,
    private readonly request: CaptureRequest,
    private readonly options: { settleMs: number; clock: Clock },
  ) {}

  get added(): number {
    return this.walk?.added ?? 0;
  }

  get pages(): number {
    return this.walk?.pages ?? 0;
  }

  async readAll(): Promise<Limited | undefined> {
    const { source, keeper, progress, request } = this;
    const { settleMs, clock } = this.options;
    const asOf = clock.now();
    const usernames = await this.namesAt(asOf);
    const options = { stream: 'quotes', settleMs, asOf, usernames } as const;
    this.walk = new TimelineWalk(source, keeper, progress, request, options);
    return this.walk.readAll();
  }

  private async namesAt(time: Date): Promise<string[]> {
    const { credentials, signal, username } = this.request;
    const { profile } = await this.source.fetchProfile(credentials, { signal });
    this.progress.countRead(1);
    const { names: known } = this.progress.state;
    const names = withName(known ?? atLogin(username), profile.username, time);
    // Earlier builds searched by the name at login alone, and claimed to have read all.
    if (!known && names.length > 1) await this.progress.forgetSince(goneBefore(time));
    if (!isDeepStrictEqual(names, known)) await this.progress.noteNames(names);
    return [...new Set(names.map((name) => name.username))];
  }
}

/** Until now nobody has looked, and it may have another name since a moment ago. */
function atLogin(username: string | undefined): SeenName[] {
  return username === undefined ? [] : [{ username, seenAt: new Date(0) }];
}

/** The names with the one of now first, without those given up so long ago that no quote is shown that was made by them. */
function withName(known: readonly SeenName[], username: string, seenAt: Date): SeenName[] {
  const isKnown = known[0]?.username.toLowerCase() === username.toLowerCase();
  const all = isKnown ? known : [{ username, seenAt }, ...known];
  return all.filter((_, i) => (all[i - 1]?.seenAt ?? seenAt) > goneBefore(seenAt));
}

/** No quote is shown that was made by then. */
function goneBefore(now: Date): Date {
  return new Date(now.getTime() - GIVEN_UP_FOR_MS);
}
