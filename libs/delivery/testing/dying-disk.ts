import { Crash, CrashPoint } from '@testing/domain';

import { Disk, type OpenFile } from '../src/archive-export/disk';

/**
 * The real file system, for a process that may die at any write of it. One that dies before bytes are appended leaves half of them.
 */
export class DyingDisk extends Disk {
  private readonly under = new Set<Promise<unknown>>();

  constructor(private readonly crash = new CrashPoint()) {
    super();
  }

  /** What was handed to the system before the process died is done by it. */
  async settled(): Promise<void> {
    while (this.under.size > 0) await Promise.allSettled([...this.under]);
  }

  override makeFolder(path: string): Promise<void> {
    return this.write(() => super.makeFolder(path));
  }

  override async open(path: string, bytes: number): Promise<OpenFile> {
    let made: OpenFile | undefined;
    const making = () => super.open(path, bytes).then((file) => (made = file));
    const file = await this.write(making).catch(async (error: unknown) => {
      // The system closes what a process leaves open.
      await made?.close();
      throw error;
    });
    return {
      append: (more) =>
        this.write(
          () => file.append(more),
          () => file.append(more.subarray(0, more.length / 2)),
        ),
      close: () => file.close(),
    };
  }

  override claim(path: string, text: string): Promise<boolean> {
    return this.write(
      () => super.claim(path, text),
      () => super.claim(path, ''),
    );
  }

  override take(from: string, to: string): Promise<boolean> {
    return this.write(() => super.take(from, to));
  }

  override move(from: string, to: string): Promise<void> {
    return this.write(() => super.move(from, to));
  }

  override remove(path: string): Promise<void> {
    return this.write(() => super.remove(path));
  }

  private async write<T>(
    effect: () => Promise<T>,
    half: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<T> {
    const before = this.crash.writes;
    let started: Promise<T> | undefined;
    try {
      return await this.crash.write(() => (started = this.watch(effect())));
    } catch (error) {
      if (started) await started;
      else if (error instanceof Crash && this.crash.writes > before) await this.watch(half());
      throw error;
    }
  }

  private watch<T>(effect: Promise<T>): Promise<T> {
    this.under.add(effect);
    const done = () => this.under.delete(effect);
    effect.then(done, done);
    return effect;
  }
}
