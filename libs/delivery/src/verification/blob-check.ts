import { createHash } from 'node:crypto';
import { type StoredArchive } from '@app/archive';
import { type Coverage, type IdSet, intervalsWithin, type PostId } from '@app/domain';
import { pMapIterable } from 'p-map';

import { type Findings } from './finding';
import { folderOf } from './index-check';
import { bytesOf, storedPage } from './page-reader';
import { ownPostsOf } from './posts-of-page';
import { type Removals } from './removals';

const BLOBS_AT_ONCE = 8;
/** `{account}/{folder}/{yyyy}/{mm}/{post}.{sha8}.json` */
const RECORD = /^\d+\/[a-z]+\/(\d{4})\/(\d\d)\/(\d+)\.[0-9a-f]{8}\.json$/;
const NOTHING_POINTS =
  'has no row that points at it: one was removed, or a capture that was stopped will find it again';

/** What the index of an account says. */
export interface Indexed {
  /** How many records its rows point at. */
  recordsByFolder: ReadonlyMap<string, number>;
  ids: Pick<IdSet, 'has'>;
  /** Of the account's own posts. */
  coverage: Coverage;
  removals: Removals;
}

interface Checked {
  broken?: string;
  leftOver?: string;
  isRecord?: boolean;
}

/** Every blob of an account: is it what its name says, and is there a row that points at it? */
export class BlobCheck {
  pages = 0;
  media = 0;

  constructor(
    private readonly archive: StoredArchive,
    private readonly findings: Findings,
    private readonly indexed: Indexed,
  ) {}

  async run(accountId: string, onBlob: () => void, signal?: AbortSignal): Promise<void> {
    const media = await this.mediaOf(accountId);
    const records = new Map<string, number>();
    const checked = pMapIterable(
      this.archive.blobs(`${accountId}/`),
      async ({ name }): Promise<Checked & { name: string }> => ({
        ...{ name, ...(await this.check(accountId, name, media)) },
      }),
      { concurrency: BLOBS_AT_ONCE },
    );
    for await (const { name, broken, leftOver, isRecord } of checked) {
      signal?.throwIfAborted();
      onBlob();
      if (broken) this.findings.isBroken(name, broken);
      if (leftOver) this.findings.isLeftOver(name, leftOver);
      const folder = folderOf(name);
      if (isRecord) records.set(folder, (records.get(folder) ?? 0) + 1);
    }
    if (media.size > 0) await this.nameMissingMedia(accountId, media);
    await this.nameUnexplained(accountId);
    for (const [folder, count] of records) {
      if (count > (this.indexed.recordsByFolder.get(folder) ?? 0))
        await this.nameOrphans(accountId, folder);
    }
  }

  private async check(
    accountId: string,
    name: string,
    media: Map<string, number>,
  ): Promise<Checked> {
    const path = name.slice(accountId.length + 1);
    if (path.startsWith('pages/')) return this.checkPage(accountId, name);
    if (path.startsWith('media/')) return this.checkMedium(name, path.slice(6), media);
    const isRecord = RECORD.test(name);
    return isRecord ? { isRecord } : { leftOver: 'is nothing that this service stores' };
  }

  /** Is it whole, and is there a row for every post that X listed on it? */
  private async checkPage(accountId: string, name: string): Promise<Checked> {
    this.pages += 1;
    const bytes = await bytesOf(this.archive, name);
    const page = bytes && (await storedPage(name, bytes, this.indexed.removals));
    if (!page) return { broken: 'is not what was stored' };
    const { ids, coverage } = this.indexed;
    for (const id of ownPostsOf(page)) {
      // One that was captured since the rows were read has its row by now.
      if (ids.has(id) || (await this.archive.hasRowOf(accountId, id))) continue;
      const what = `holds post ${id}, of which there is no row`;
      return isCaptured(coverage, id) ? { broken: what } : { leftOver: what };
    }
    return {};
  }

  private async checkMedium(
    name: string,
    sha256: string,
    media: Map<string, number>,
  ): Promise<Checked> {
    this.media += 1;
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of await this.archive.open(name)) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    const said = media.get(sha256);
    media.delete(sha256);
    if (hash.digest('hex') !== sha256) return { broken: 'is not what was stored' };
    if (said === undefined) return { leftOver: NOTHING_POINTS };
    return said === bytes ? {} : { broken: 'and its row do not agree on its length' };
  }

  /** Their lengths by hash; memory grows by some 200 bytes for each. */
  private async mediaOf(accountId: string): Promise<Map<string, number>> {
    const media = new Map<string, number>();
    for await (const { sha256, bytes } of this.archive.storedMedia(accountId)) {
      media.set(sha256, bytes);
    }
    return media;
  }

  private async nameMissingMedia(accountId: string, missing: Map<string, number>): Promise<void> {
    for await (const { fileKey, sha256 } of this.archive.storedMedia(accountId)) {
      if (!missing.has(sha256)) continue;
      this.findings.isBroken(`${accountId}/media/${sha256}`, `is not there; it is ${fileKey}`);
    }
  }

  /** Who changes the row of a file and takes its bytes away has not removed it. */
  private async nameUnexplained(accountId: string): Promise<void> {
    for await (const fileKey of this.archive.removedMedia(accountId)) {
      const name = `media/${accountId}/${fileKey}`;
      if (await this.indexed.removals.explain(name, '', () => true)) continue;
      this.findings.isBroken(name, 'says that it was removed, and no signed note says so');
    }
  }

  /** A folder with more records than rows: which are they? */
  private async nameOrphans(accountId: string, folder: string): Promise<void> {
    for await (const { name } of this.archive.blobs(folder)) {
      const [record, year = '', month = '', postId = ''] = RECORD.exec(name) ?? [];
      if (record === undefined) continue;
      const partition = `${accountId}_${year}${month}`;
      if (await this.archive.hasRecordRow(partition, postId, name)) continue;
      this.findings.isLeftOver(name, NOTHING_POINTS);
    }
  }
}

function isCaptured(coverage: Coverage, id: PostId): boolean {
  return intervalsWithin(coverage, { from: id, to: id }, 'complete').length > 0;
}
