import {
  bodyToKeep,
  type CapturedPage,
  compareEntries,
  contentRemoved,
  type DayCount,
  DayCounts,
  dayOf,
  encodePost,
  type EntryType,
  type ListOptions,
  type PostArchive,
  type PostEntry,
  postsToKeep,
  type PostToSave,
  purgedRecord,
  type Removal,
  type SaveResult,
  sha256Hex,
} from '@app/archive';
import { AppError, type PostRecord, type TimeWindow } from '@app/domain';
import { CrashPoint } from '@testing/domain';

import { FakeAbsenceBook } from './fake-absence-book';

/** An archive in memory, with the same steps as the real one: record first, then its row. */
export class FakePostArchive implements PostArchive {
  readonly pages = new Map<string, CapturedPage>();
  readonly records = new Map<string, PostRecord>();
  readonly entries = new Map<string, PostEntry>();
  /** By what was changed, and the SHA-256 of what it is since. */
  readonly removals = new Map<string, Removal>();
  /** How it was listed, each time. */
  readonly listed: ListOptions[] = [];

  constructor(
    private readonly crash = new CrashPoint(),
    private readonly absences = new FakeAbsenceBook(),
  ) {}

  async savePage(captured: CapturedPage): Promise<string> {
    const removed = await this.removed(captured.accountId);
    const page = { ...captured, body: bodyToKeep(captured.body, removed) };
    const content = sha256Hex(`${page.request} ${sha256Hex(page.body)}`).slice(0, 8);
    const name = `${page.accountId}/pages/${page.receivedAt.toISOString()}.${content}`;
    this.crash.write(() => this.pages.set(name, page));
    return name;
  }

  async savePosts(
    accountId: string,
    posts: readonly PostToSave[],
    seen: { pageName: string; at: Date },
  ): Promise<SaveResult> {
    const kept = postsToKeep(posts, await this.removed(accountId));
    let added = 0;
    for (const post of kept) {
      const { entry } = encodePost(accountId, post, seen);
      const key = `${accountId}.${entry.type}.${entry.postId}.${entry.version}`;
      this.crash.read();
      if (this.entries.has(key)) continue;
      this.crash.write(() => this.records.set(entry.recordName, post.record));
      this.crash.write(() => this.entries.set(key, entry));
      added += 1;
    }
    return { added, known: posts.length - added };
  }

  async *list(
    accountId: string,
    { start, end }: TimeWindow,
    options: ListOptions = {},
  ): AsyncGenerator<PostEntry> {
    await Promise.resolve();
    this.listed.push(options);
    this.crash.read();
    for (const entry of this.sorted(accountId)) {
      if (entry.createdAt >= start && entry.createdAt <= end) yield entry;
    }
  }

  async countByDay(accountId: string, window: TimeWindow): Promise<DayCount[]> {
    await Promise.resolve();
    const [first, last] = [dayOf(window.start), dayOf(window.end)];
    const counts = new DayCounts();
    for (const entry of this.sorted(accountId)) counts.add(entry);
    return counts.list().filter(({ day }) => day >= first && day <= last);
  }

  find(accountId: string, postId: string, type: EntryType = 'post'): Promise<PostEntry[]> {
    const isIt = (entry: PostEntry) => entry.type === type && entry.postId === postId;
    return Promise.resolve(this.sorted(accountId, isIt));
  }

  async read(stored: PostEntry): Promise<PostRecord> {
    await Promise.resolve();
    const { accountId, type, createdAt, kind, recordName, sha256 } = stored;
    const record = this.records.get(recordName);
    const purged = this.removals.get(`${recordName} `);
    if (!record && purged) return purgedRecord(stored, purged.at);
    if (!record) throw new AppError('archive.not_found', 'There is no such record.');
    const seen = { pageName: '', at: createdAt };
    const { entry } = encodePost(
      accountId,
      { record, isInbound: type === 'inbound', createdAt, kind },
      seen,
    );
    const isRemoved = this.removals.has(`${recordName} ${entry.sha256}`);
    if (entry.sha256 === sha256 || isRemoved) return record;
    throw new AppError('archive.corrupt', 'The record is not what was stored.');
  }

  private async removed(accountId: string) {
    return contentRemoved(await this.absences.listRemoved(accountId));
  }

  private sorted(
    accountId: string,
    isWanted: (entry: PostEntry) => boolean = () => true,
  ): PostEntry[] {
    return [...this.entries.values()]
      .filter((entry) => entry.accountId === accountId && isWanted(entry))
      .sort(compareEntries);
  }
}
