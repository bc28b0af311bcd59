import {
  type CaptureState,
  type CaptureStateStore,
  type Parking,
  type Recheck,
  type SeenName,
  type SeenProfile,
} from '@app/archive';
import {
  coverageUpTo,
  type Interval,
  lastIdAt,
  type PostId,
  type Stream,
  withGapsClosed,
  withInterval,
} from '@app/domain';

/**
 * One run's view of where capture of a stream stands. Every step forward is saved before the next page is asked
 * for, and only while nobody else has saved: a second run of the same stream is refused with `archive.conflict`.
 */
export class CaptureProgress {
  private constructor(
    private readonly states: CaptureStateStore,
    private readonly accountId: string,
    private readonly stream: Stream,
    private current: CaptureState,
    private revision: string | undefined,
  ) {}

  static async load(
    states: CaptureStateStore,
    accountId: string,
    stream: Stream = 'posts',
  ): Promise<CaptureProgress> {
    const { state, revision } = await states.load(accountId, stream);
    return new CaptureProgress(states, accountId, stream, state, revision);
  }

  get state(): Readonly<CaptureState> {
    return this.current;
  }

  /** Notes what X billed; saved with the next step. */
  countRead(posts: number): void {
    this.current = { ...this.current, postsRead: this.current.postsRead + posts };
  }

  /** Notes how many posts X counts; saved with the next step. */
  notePostCount(posts: number | undefined, at: Date): void {
    this.current = { ...this.current, postCount: posts === undefined ? undefined : { posts, at } };
  }

  /** Notes what a stored page has settled. */
  async advance(intervals: readonly Interval[]): Promise<void> {
    const read = intervals.reduce(withInterval, this.current.coverage);
    const coverage = withGapsClosed(read, this.current.supplied ?? []);
    await this.save({ ...this.current, coverage });
  }

  /** What was made later counts as unread from now on. */
  async forgetSince(time: Date): Promise<void> {
    const coverage = coverageUpTo(this.current.coverage, lastIdAt(time));
    await this.save({ ...this.current, coverage });
  }

  /** Notes when a reading begins that has to be repeated from its beginning, unless one has begun already. */
  async begin(at: Date): Promise<Date> {
    const { readingSince } = this.current;
    if (readingSince) return readingSince;
    await this.save({ ...this.current, readingSince: at });
    return at;
  }

  /** Notes where that reading goes on. */
  async noteReadingToken(readingToken: string | undefined): Promise<void> {
    await this.save({ ...this.current, readingToken });
  }

  /** Notes that the reading has come to its end. */
  async end(settled: Interval): Promise<void> {
    this.current = { ...this.current, readingSince: undefined, readingToken: undefined };
    await this.advance([settled]);
  }

  async noteProfile(profile: SeenProfile): Promise<void> {
    await this.save({ ...this.current, profile });
  }

  async noteNames(names: readonly SeenName[]): Promise<void> {
    await this.save({ ...this.current, names });
  }

  async noteRecheck(recheck: Recheck): Promise<void> {
    await this.save({ ...this.current, recheck });
  }

  /** Notes, before it is archived, what the Import service is to be told of. */
  async noteUntold(ids: readonly PostId[]): Promise<void> {
    const { recheck } = this.current;
    if (!recheck || ids.length === 0) return;
    const untold = [...new Set([...(recheck.untold ?? []), ...ids])];
    await this.noteRecheck({ ...recheck, untold });
  }

  async park(parking: Parking): Promise<void> {
    await this.save({ ...this.current, parked: parking });
  }

  async catchUp(at: Date): Promise<void> {
    await this.save({ ...this.current, parked: undefined, caughtUpAt: at });
  }

  private async save(state: CaptureState): Promise<void> {
    this.revision = await this.states.save(this.accountId, state, this.revision, this.stream);
    this.current = state;
  }
}
