import { type Clock } from '@app/domain';

/** However often somebody asks, and however many do. */
const KEPT_MS = 10_000;

/** Something that is read at most every ten seconds, and not again while it is being read. */
export class Kept<T> {
  private newest?: { at: number; value: Promise<T>; isOver: boolean };

  constructor(
    private readonly clock: Clock,
    private readonly readAnew: () => Promise<T>,
  ) {}

  read(): Promise<T> {
    const now = this.clock.now().getTime();
    if (!this.newest || (this.newest.isOver && Math.abs(now - this.newest.at) >= KEPT_MS)) {
      const newest = { at: now, value: this.readAnew(), isOver: false };
      const end = () => {
        newest.isOver = true;
      };
      void newest.value.then(end, end);
      this.newest = newest;
    }
    return this.newest.value;
  }
}
