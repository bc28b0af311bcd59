import {
  type ContentRemoval,
  isRemovedFile,
  leftOf,
  pageWithout,
  type PostEntry,
  type Removal,
  type RemovalOrder,
  removalText,
  REMOVED_FILE,
  sha256Hex,
} from '@app/archive';
import { AppError, canonicalJson, type JsonObject } from '@app/domain';
import { CrashPoint } from '@testing/domain';

import { type FakeMediaArchive } from './fake-media-archive';
import { type FakePostArchive } from './fake-post-archive';

/** Removes from archives in memory, with the same steps as the real one: a note, then the change. */
export class FakeContentRemoval implements ContentRemoval {
  /** Nothing may be changed. */
  isImmutable = false;
  readonly signatures: string[] = [];

  constructor(
    private readonly archive: FakePostArchive,
    private readonly media: FakeMediaArchive,
    private readonly crash = new CrashPoint(),
  ) {}

  async *pagesWith(
    accountId: string,
    texts: readonly string[],
    since: Date,
    signal?: AbortSignal,
  ): AsyncGenerator<string> {
    await Promise.resolve();
    for (const [name, page] of this.archive.pages) {
      signal?.throwIfAborted();
      const body = Buffer.from(page.body);
      const isIn = page.receivedAt.toISOString() >= since.toISOString().slice(0, 10);
      const isOfAccount = page.accountId === accountId;
      if (isOfAccount && isIn && texts.some((text) => body.includes(text))) yield name;
    }
  }

  async clearPage(name: string, order: RemovalOrder): Promise<boolean> {
    const page = this.archive.pages.get(name);
    const body = page && pageWithout(page.body, order);
    if (!body) return false;
    await this.note({ name, was: sha256Hex(page.body), is: sha256Hex(body) }, order);
    this.change(() => this.archive.pages.set(name, { ...page, body }));
    return true;
  }

  async clearRecord(entry: PostEntry, order: RemovalOrder): Promise<boolean> {
    const { recordName: name } = entry;
    const record = this.archive.records.get(name);
    const left = record && leftOf(entry, record, order);
    if (!left) return false;
    const [was, is] = [record, left].map((each) =>
      each === 'nothing' ? '' : sha256Hex(canonicalJson(each as unknown as JsonObject)),
    );
    await this.note({ name, was: was ?? '', is: is ?? '' }, order);
    this.change(() =>
      left === 'nothing' ? this.archive.records.delete(name) : this.archive.records.set(name, left),
    );
    return true;
  }

  async removeMedium(fileKey: string, order: RemovalOrder): Promise<boolean> {
    const { accountId } = order;
    const known = this.media.entries.get(`${accountId}/${fileKey}`);
    if (!known || isRemovedFile(known)) return false;
    const was = known.state === 'stored' ? known.sha256 : '';
    await this.note({ name: `media/${accountId}/${fileKey}`, was, is: '' }, order);
    const others = [...this.media.entries].filter(([key]) => key !== `${accountId}/${fileKey}`);
    if (was !== '' && !others.some(([, each]) => each.state === 'stored' && each.sha256 === was)) {
      await this.note({ name: `${accountId}/media/${was}`, was, is: '' }, order);
      this.change(() => this.media.blobs.delete(`${accountId}/${was}`));
    }
    const removed = { ...REMOVED_FILE, fileKey };
    this.crash.write(() => this.media.entries.set(`${accountId}/${fileKey}`, removed));
    return true;
  }

  private async note(
    change: Pick<Removal, 'name' | 'was' | 'is'>,
    { accountId, at, policy, postIds, sign }: RemovalOrder,
  ): Promise<void> {
    const posts = [...postIds].join(' ');
    const removal = { accountId, ...change, at: at.toISOString(), policy, posts };
    const { value } = await sign(removalText(removal));
    this.crash.write(() => this.archive.removals.set(`${change.name} ${change.is}`, removal));
    this.signatures.push(value);
  }

  private change(effect: () => unknown): void {
    if (this.isImmutable) throw new AppError('archive.immutable', 'Nothing may be changed.');
    this.crash.write(effect);
  }
}
