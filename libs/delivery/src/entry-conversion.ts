import { Injectable } from '@nestjs/common';
import { MediaArchive, PostArchive, type PostEntry } from '@app/archive';
import { ExportConfig } from '@app/config';
import { type Content, type FileBeside, filesOfContent, itemIdOf, readContent } from '@app/domain';
import {
  type ArchivedMedia,
  type ConversionContext,
  itemFileName,
  type Message,
  toItem,
  toMessage,
  writeItem,
  writeMessage,
} from '@app/message-conversion';

/** Whose archive an entry is in, by the name the account has now. */
export interface ArchivedAccount {
  accountId: string;
  username: string;
}

/** A file as the archive had it. */
export interface HeldFile {
  fileKey: string;
  sha256: string;
}

interface Converted {
  /** Media of it that the archive does not hold (yet), by file key. */
  missingMedia: string[];
  /** Media that stay in the archive: what is handed over would be too large with them. */
  mediaBeside: FileBeside[];
  /** Read once, and only as fast as it is asked for: files are opened one after the other, when their turn comes. */
  content: AsyncIterable<Uint8Array>;
}

export interface ConvertedItem extends Converted {
  fileName: string;
  /** Media of it that the archive holds, in the item or beside it. */
  heldMedia: HeldFile[];
}

export interface ConvertedMessage extends Converted {
  message: Message;
}

interface Read {
  content: Content;
  context: ConversionContext;
  missingMedia: string[];
}

/**
 * Makes what is handed over of what is archived: its item, or its message. Rejects with the AppError of the archive, or
 * `conversion.unreadable_post`; the content fails likewise (`isFaultOfOnePost` tells which are no reason to stop).
 */
@Injectable()
export class EntryConversion {
  constructor(
    private readonly posts: PostArchive,
    private readonly media: MediaArchive,
    private readonly config: ExportConfig,
  ) {}

  async item(account: ArchivedAccount, entry: PostEntry): Promise<ConvertedItem> {
    const { content: about, context, missingMedia } = await this.read(account, entry);
    const item = toItem(about, context);
    return {
      heldMedia: [...context.media].map(([fileKey, { sha256 }]) => ({ fileKey, sha256 })),
      missingMedia,
      mediaBeside: item.beside ?? [],
      fileName: itemFileName(itemIdOf(about, account.accountId)),
      content: writeItem(item, this.opener(account)),
    };
  }

  async message(account: ArchivedAccount, entry: PostEntry): Promise<ConvertedMessage> {
    const { content: about, context, missingMedia } = await this.read(account, entry);
    const { version, capturedAt, sha256 } = entry;
    const message = toMessage(about, { ...context, version, capturedAt, recordSha256: sha256 });
    const content = writeMessage(message, this.opener(account));
    return { missingMedia, mediaBeside: message.beside ?? [], message, content };
  }

  private async read(account: ArchivedAccount, entry: PostEntry): Promise<Read> {
    const { accountId, username } = account;
    const content = readContent(await this.posts.read(entry));
    const fileKeys = filesOfContent(content).map((file) => file.fileKey);
    const known = await this.media.find(accountId, fileKeys);
    const media = new Map<string, ArchivedMedia>();
    for (const file of known.values()) if (file.state === 'stored') media.set(file.fileKey, file);
    const missingMedia = fileKeys.filter((key) => !media.has(key));
    const context = { accountId, username, media, maxBytes: this.config.maxItemBytes };
    return { content, context, missingMedia };
  }

  private opener({ accountId }: ArchivedAccount) {
    const { media } = this;
    return async function* ({ sha256 }: { sha256: string }) {
      yield* await media.open(accountId, sha256);
    };
  }
}
