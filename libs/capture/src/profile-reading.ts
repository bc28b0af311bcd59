import { type SeenProfile } from '@app/archive';
import {
  canonicalJson,
  type Clock,
  coverageTop,
  filesOfProfile,
  ID_ZERO,
  inTweetDialect,
  isAppError,
  type JsonObject,
  lastIdAt,
  nextId,
  type Profile,
  readProfile,
  timeOfId,
} from '@app/domain';
import { type PostSource } from '@app/twitter-ingestion';

import { type CaptureProgress } from './capture-progress';
import { type CaptureRequest } from './capture-request';
import { type PageKeeper } from './page-keeper';
import { noticedToSave, recordOf } from './post-to-save';
import { type Limited, type Reading } from './reading';

/** What changes without anybody changing the profile: counters, what was posted last, how the reader stands to the user. */
const CHANGES_BY_ITSELF =
  /^(\w+_metrics|most_recent_\w+|connection_status|receives_your_dm|subscribes_to_you|\w+_count)$/;

/**
 * Reads the account's profile, and keeps it when it is not as it was seen last. What it is like is noted before the record is
 * kept, with the time it was seen: a run that was interrupted in between leaves the same record once it is repeated, and one alone.
 */
export class ProfileReading implements Reading {
  added = 0;
  pages = 0;

  constructor(
    private readonly source: PostSource,
    private readonly keeper: PageKeeper,
    private readonly progress: CaptureProgress,
    private readonly request: CaptureRequest,
    private readonly clock: Clock,
  ) {}

  async readAll(): Promise<Limited | undefined> {
    const { credentials, signal } = this.request;
    const begunAt = this.clock.now();
    const read = await this.source.fetchProfile(credentials, { signal });
    const { evidence, user } = read;
    this.progress.countRead(1);
    this.progress.notePostCount(read.profile.postCount, begunAt);
    this.pages = 1;
    await this.keepWhatWasSeen();
    const { profile, coverage } = this.progress.state;
    const notBefore = timeOfId(coverageTop(coverage));
    if (!profile || hasChanged(profile.user, user)) {
      const pageName = await this.keeper.keepEvidence(this.request.accountId, evidence);
      const before = profile?.user;
      const seen = { user, before, at: begunAt, notBefore, pageName, isArchived: false };
      await this.progress.noteProfile(seen);
      await this.keepWhatWasSeen();
    }
    const to = lastIdAt(begunAt);
    await this.progress.advance([{ from: nextId(ID_ZERO), to, state: 'complete', posts: 0 }]);
    return undefined;
  }

  private async keepWhatWasSeen(): Promise<void> {
    const { profile } = this.progress.state;
    if (!profile || profile.isArchived) return;
    this.added += await this.keep(profile);
    await this.progress.noteProfile({ ...profile, isArchived: true });
  }

  private async keep(profile: SeenProfile): Promise<number> {
    const { accountId, signal, onPage } = this.request;
    const { user, before, at, notBefore, pageName } = profile;
    const raw = { post: user, includes: before ? { users: [before] } : {}, problems: [] };
    const source = { id: accountId, raw };
    const read = readable(user);
    const isReadable = read !== undefined;
    const toSave = () =>
      noticedToSave(recordOf(accountId, source), 'profile', { at, notBefore }, { isReadable });
    const options = { toSave, signal, files: read && filesOfProfile(read) };
    const { added } = await this.keeper.keepPosts(accountId, [source], { pageName, at }, options);
    onPage?.(added);
    return added;
  }
}

function readable(user: JsonObject): Profile | undefined {
  try {
    return readProfile(user);
  } catch (error) {
    if (!isAppError(error, 'conversion.unreadable_post')) throw error;
    return undefined;
  }
}

function hasChanged(known: JsonObject, now: JsonObject): boolean {
  return canonicalJson(lasting(known)) !== canonicalJson(lasting(now));
}

function lasting(user: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(inTweetDialect(user)).filter(([name]) => !CHANGES_BY_ITSELF.test(name)),
  );
}
