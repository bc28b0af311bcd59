import { AppError, type Clock } from '@app/domain';
import { POISON_SECONDS, type TakenTask, type TaskMessage, type TaskQueue } from '@app/jobs';
import { CrashPoint } from '@testing/domain';

interface Queued {
  message: TaskMessage;
  visibleAt: number;
  deliveryCount: number;
  receipt: number;
}

/** A queue in memory, with the clock's time. */
export class FakeTaskQueue implements TaskQueue {
  private readonly poisoned: { message: TaskMessage; reason: string; until: number }[] = [];
  /** Thrown by the next changes of taken messages, one each. */
  failures: AppError[] = [];
  private messages: Queued[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly crash = new CrashPoint(),
  ) {}

  async send(message: TaskMessage): Promise<void> {
    await Promise.resolve();
    this.crash.write(() =>
      this.messages.push({ message, visibleAt: 0, deliveryCount: 0, receipt: 0 }),
    );
  }

  async take(hideSeconds: number): Promise<TakenTask | undefined> {
    await Promise.resolve();
    this.crash.read();
    const queued = this.messages.find(({ visibleAt }) => visibleAt <= this.now());
    if (!queued) return undefined;
    queued.deliveryCount += 1;
    queued.receipt += 1;
    queued.visibleAt = this.now() + hideSeconds * 1000;
    return this.taken(queued, queued.receipt);
  }

  depth(): Promise<{ waiting: number; poisoned: number }> {
    const poisoned = this.poisoned.filter(({ until }) => until > this.now());
    return Promise.resolve({ waiting: this.messages.length, poisoned: poisoned.length });
  }

  private taken(queued: Queued, receipt: number): TakenTask {
    const change = async (effect: () => void): Promise<void> => {
      await Promise.resolve();
      const failure = this.failures.shift();
      if (failure) throw failure;
      if (queued.receipt !== receipt || !this.messages.includes(queued)) {
        throw new AppError(
          'jobs.conflict',
          'The queue gave this task to another worker meanwhile.',
        );
      }
      this.crash.write(effect);
    };
    const hide = (seconds: number) =>
      change(() => (queued.visibleAt = this.now() + seconds * 1000));
    const remove = () =>
      change(() => (this.messages = this.messages.filter((other) => other !== queued)));
    const { message, deliveryCount } = queued;
    return {
      message,
      deliveryCount,
      extend: hide,
      release: hide,
      remove,
      postpone: async (seconds) => {
        const visibleAt = this.now() + seconds * 1000;
        await change(() =>
          this.messages.push({ message, visibleAt, deliveryCount: 0, receipt: 0 }),
        );
        await remove();
      },
      poison: async (reason) => {
        const until = this.now() + POISON_SECONDS * 1000;
        await change(() => this.poisoned.push({ message, reason, until }));
        await remove();
      },
    };
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
