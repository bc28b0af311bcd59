import {
  type CaptureState,
  type CaptureStateStore,
  type LoadedCaptureState,
  NEVER_CAPTURED,
} from '@app/archive';
import { AppError } from '@app/domain';
import { CrashPoint } from '@testing/domain';

/** Capture states in memory. */
export class FakeCaptureStateStore implements CaptureStateStore {
  private readonly states = new Map<string, { state: CaptureState; revision: string }>();

  constructor(private readonly crash = new CrashPoint()) {}

  load(accountId: string): Promise<LoadedCaptureState> {
    this.crash.read();
    return Promise.resolve(
      this.states.get(accountId) ?? { state: NEVER_CAPTURED, revision: undefined },
    );
  }

  async save(
    accountId: string,
    state: CaptureState,
    revision: string | undefined,
  ): Promise<string> {
    await Promise.resolve();
    if (this.states.get(accountId)?.revision !== revision) {
      throw new AppError('archive.conflict', 'Somebody else has saved this state since.');
    }
    const next = String(Number(revision ?? 0) + 1);
    this.crash.write(() => this.states.set(accountId, { state, revision: next }));
    return next;
  }
}
