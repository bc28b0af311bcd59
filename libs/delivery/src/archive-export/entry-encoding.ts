import { Injectable } from '@nestjs/common';
import {
  MediaArchive,
  type MediaEntry,
  PostArchive,
  type PostEntry,
  type StoredMedia,
} from '@app/archive';
import {
  canonicalJson,
  filesOfContent,
  isAppError,
  type JsonObject,
  type PostRecord,
  readContent,
} from '@app/domain';

import { type ArchivedAccount, EntryConversion } from '../entry-conversion';
import { type ExportTerms } from './export-request';
import { mediaPathOf } from './file-places';
import { mboxEntry, withLfLines } from './mailbox-lines';

/** An entry as it is to be written. */
export interface EncodedEntry {
  /** Read once, when it is known which of the media beside it could not be had, by file key. */
  content: (lost: ReadonlySet<string>) => AsyncIterable<Uint8Array>;
  /** Media to be written to `media/`. */
  beside: StoredMedia[];
  /** Media of the post that the archive does not hold (yet), by file key. */
  missingMedia: string[];
}

interface KnownMedia {
  stored: StoredMedia[];
  missing: { fileKey: string; url: string }[];
}

const NO_MEDIA: KnownMedia = { stored: [], missing: [] };

/** Makes the bytes of archived posts in the formats of an export. Rejects as {@link EntryConversion}. */
@Injectable()
export class EntryEncoding {
  constructor(
    private readonly conversion: EntryConversion,
    private readonly posts: PostArchive,
    private readonly media: MediaArchive,
  ) {}

  async encode(
    account: ArchivedAccount,
    entry: PostEntry,
    terms: ExportTerms,
  ): Promise<EncodedEntry> {
    if (terms.format === 'jsonl') return this.recordLine(entry);
    const { content, missingMedia, mediaBeside } = await this.converted(account, entry, terms);
    const left = new Set(mediaBeside.map(({ fileKey }) => fileKey));
    const isWanted = ({ fileKey }: StoredMedia) => terms.mediaBeside || left.has(fileKey);
    const isAny = terms.mediaBeside || left.size > 0;
    const beside = isAny ? (await this.storedMedia(entry)).filter(isWanted) : [];
    return { content: () => content, missingMedia, beside };
  }

  open(accountId: string, sha256: string): Promise<AsyncIterable<Uint8Array>> {
    return this.media.open(accountId, sha256);
  }

  private async converted(account: ArchivedAccount, entry: PostEntry, { format }: ExportTerms) {
    if (format === 'item-json') return this.conversion.item(account, entry);
    const { message, content, ...rest } = await this.conversion.message(account, entry);
    const written = { sender: message.from.address, at: entry.createdAt };
    if (format === 'mbox') return { ...rest, content: mboxEntry(written, content) };
    return { ...rest, content: format === 'maildir' ? withLfLines(content) : content };
  }

  private async storedMedia(entry: PostEntry): Promise<StoredMedia[]> {
    return (await this.mediaOf(await this.posts.read(entry))).stored;
  }

  private async recordLine(entry: PostEntry): Promise<EncodedEntry> {
    const record = await this.posts.read(entry);
    const media = await this.mediaOf(record);
    return {
      content: (lost) => inOnePiece(`${lineOf(entry, record, media, lost)}\n`),
      beside: media.stored,
      missingMedia: media.missing.map(({ fileKey }) => fileKey),
    };
  }

  /** Of a record that cannot be read nothing is known. */
  private async mediaOf(record: PostRecord): Promise<KnownMedia> {
    try {
      const files = filesOfContent(readContent(record));
      const known = await this.media.find(
        record.accountId,
        files.map(({ fileKey }) => fileKey),
      );
      const entries = files.map(({ fileKey }) => known.get(fileKey));
      const stored = entries.filter((entry) => isStored(entry));
      const missing = files.filter(({ fileKey }) => !isStored(known.get(fileKey)));
      return { stored, missing: missing.map(({ fileKey, url }) => ({ fileKey, url })) };
    } catch (error) {
      if (isAppError(error, 'conversion.unreadable_post')) return NO_MEDIA;
      throw error;
    }
  }
}

function isStored(entry: MediaEntry | undefined): entry is StoredMedia {
  return entry?.state === 'stored';
}

/** The record stands last and as it is stored: its SHA-256 is the one in `index`. */
function lineOf(
  entry: PostEntry,
  record: PostRecord,
  { stored, missing }: KnownMedia,
  lost: ReadonlySet<string>,
): string {
  const media = [
    ...stored.map((medium) => {
      const { fileKey, bytes, sha256, contentType } = medium;
      const where = lost.has(fileKey) ? { missing: true } : { path: mediaPathOf(medium) };
      return { fileKey, contentType, bytes, sha256, ...where };
    }),
    ...missing.map((file) => ({ ...file, missing: true })),
  ];
  const head = JSON.stringify({ schemaVersion: 1, index: entry, media });
  return `${head.slice(0, -1)},"record":${canonicalJson(record as unknown as JsonObject)}}`;
}

async function* inOnePiece(text: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield Buffer.from(text);
}
