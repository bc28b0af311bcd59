import { type PostId } from './post-id';

/** Ids in eight bytes each: of an account there may be millions. */
export class IdSet {
  private ids = new BigUint64Array(64);
  private count = 0;
  private isSorted = true;

  add(id: PostId): void {
    if (this.count === this.ids.length) {
      const larger = new BigUint64Array(2 * this.count);
      larger.set(this.ids);
      this.ids = larger;
    }
    this.ids[this.count++] = BigInt(id);
    this.isSorted = false;
  }

  has(id: PostId): boolean {
    this.sort();
    const wanted = BigInt(id);
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ids[middle] ?? 0n) < wanted) low = middle + 1;
      else high = middle;
    }
    return low < this.count && this.ids[low] === wanted;
  }

  private sort(): void {
    if (!this.isSorted) this.ids.subarray(0, this.count).sort();
    this.isSorted = true;
  }
}
