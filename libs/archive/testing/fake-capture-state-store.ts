import {
  type CaptureState,
  type CaptureStates,
  type CaptureStateStore,
  type LoadedCaptureState,
  NEVER_CAPTURED,
} from '@app/archive';
import { AppError, type Stream } from '@app/domain';
import { CrashPoint } from '@testing/domain';

/** Capture states in memory. */
export class FakeCaptureStateStore implements CaptureStateStore {
  private readonly states = new Map<string, { state: CaptureState; revision: string }>();

  constructor(private readonly crash = new CrashPoint()) {}

  load(accountId: string, stream: Stream = 'posts'): Promise<LoadedCaptureState> {
    this.crash.read();
    return Promise.resolve(
      this.states.get(`${accountId} ${stream}`) ?? { state: NEVER_CAPTURED, revision: undefined },
    );
  }

  loadAll(): Promise<CaptureStates> {
    this.crash.read();
    const known = new Map(this.states);
    return Promise.resolve({
      of: (accountId, stream = 'posts') =>
        known.get(`${accountId} ${stream}`)?.state ?? NEVER_CAPTURED,
    });
  }

  async save(
    accountId: string,
    state: CaptureState,
    revision: string | undefined,
    stream: Stream = 'posts',
  ): Promise<string> {
    await Promise.resolve();
    const key = `${accountId} ${stream}`;
    if (this.states.get(key)?.revision !== revision) {
      throw new AppError('archive.conflict', 'Somebody else has saved this state since.');
    }
    const next = String(Number(revision ?? 0) + 1);
    this.crash.write(() => this.states.set(key, { state, revision: next }));
    return next;
  }
}
