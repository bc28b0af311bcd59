import { type PostId } from '@app/domain';

/** Ids of any number, at 8 bytes each. All are added before the first is asked for. */
export class KnownIds {
  private ids = new BigUint64Array(1024);
  private count = 0;
  private isSorted = true;

  add(id: PostId): void {
    if (this.count === this.ids.length) {
      const more = new BigUint64Array(this.count * 2);
      more.set(this.ids);
      this.ids = more;
    }
    this.ids[this.count++] = BigInt(id);
    this.isSorted = false;
  }

  has(id: PostId): boolean {
    if (!this.isSorted) this.ids.subarray(0, this.count).sort();
    this.isSorted = true;
    const wanted = BigInt(id);
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ids[middle] ?? 0n) < wanted) low = middle + 1;
      else high = middle;
    }
    return low < this.count && this.ids[low] === wanted;
  }
}
