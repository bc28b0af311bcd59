import { type CaptureState, type CaptureStateStore, type Parking } from '@app/archive';
import { type Interval, withGapsClosed, withInterval } from '@app/domain';

/**
 * One run's view of where capture of an account stands. Every step forward is saved before the next page is asked
 * for, and only while nobody else has saved: a second run of the same account is refused with `archive.conflict`.
 */
export class CaptureProgress {
  private constructor(
    private readonly states: CaptureStateStore,
    private readonly accountId: string,
    private current: CaptureState,
    private revision: string | undefined,
  ) {}

  static async load(states: CaptureStateStore, accountId: string): Promise<CaptureProgress> {
    const { state, revision } = await states.load(accountId);
    return new CaptureProgress(states, accountId, state, revision);
  }

  get state(): Readonly<CaptureState> {
    return this.current;
  }

  /** Notes what X billed; saved with the next step. */
  countRead(posts: number): void {
    this.current = { ...this.current, postsRead: this.current.postsRead + posts };
  }

  /** Notes what a stored page has settled. */
  async advance(intervals: readonly Interval[]): Promise<void> {
    const read = intervals.reduce(withInterval, this.current.coverage);
    const coverage = withGapsClosed(read, this.current.supplied ?? []);
    await this.save({ ...this.current, coverage });
  }

  async park(parking: Parking): Promise<void> {
    await this.save({ ...this.current, parked: parking });
  }

  async catchUp(at: Date): Promise<void> {
    await this.save({ ...this.current, parked: undefined, caughtUpAt: at });
  }

  private async save(state: CaptureState): Promise<void> {
    this.revision = await this.states.save(this.accountId, state, this.revision);
    this.current = state;
  }
}
