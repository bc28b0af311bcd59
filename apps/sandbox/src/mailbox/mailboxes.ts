import { stat } from 'node:fs/promises';
import { type Readable } from 'node:stream';
import { setImmediate as breath } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';

import { entryOf, type MailEntry } from './mail-entry';
import { MailFiles } from './mail-files';
import { MailIndex } from './mail-index';
import { type MailPlace } from './mail-place';
import { type Mail, readMail, type TakeFile } from './read-mail';
import { type Query } from './search/query';

/** Mailboxes of .eml files, and what is remembered of them to search at once: read at the start, and as messages arrive. */
@Injectable()
export class Mailboxes implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(Mailboxes.name);
  private readonly index = new MailIndex();
  /** Stored, not read yet. */
  private waiting: MailPlace[] = [];
  private reading: Promise<void> | undefined;
  private isStopping = false;

  constructor(private readonly files: MailFiles) {}

  onApplicationBootstrap(): void {
    this.readLater(...this.files.list());
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.reading;
  }

  /** Once it resolves the message is stored; a moment later it is found. */
  async put(place: MailPlace, message: Readable): Promise<void> {
    await this.files.write(place, message);
    this.readLater(place);
  }

  /** Newest first. */
  search(query: Query, mailbox?: string): MailEntry[] {
    return this.index.search(query, mailbox);
  }

  find(mailbox: string, id: string): MailEntry | undefined {
    return this.index.find(mailbox, id);
  }

  counts(): ReadonlyMap<string, number> {
    return this.index.counts();
  }

  /** How many messages no search finds yet. */
  unread(): number {
    return this.waiting.length;
  }

  async open({ place }: MailEntry, take?: TakeFile): Promise<Mail> {
    return readMail(this.files.read(place), take);
  }

  source({ place }: MailEntry): Readable {
    return this.files.read(place);
  }

  private readLater(...places: MailPlace[]): void {
    this.waiting = [...this.waiting, ...places];
    this.reading ??= this.readWaiting();
  }

  /** One after the other, and others get their turn in between. */
  private async readWaiting(): Promise<void> {
    await breath();
    for (let next = this.waiting[0]; next && !this.isStopping; next = this.waiting[0]) {
      await this.readOne(next);
      this.waiting.shift();
      await breath();
    }
    this.reading = undefined;
  }

  private async readOne(place: MailPlace): Promise<void> {
    try {
      const { size: bytes, mtime: at } = await stat(this.files.path(place));
      this.index.put(entryOf(place, await readMail(this.files.read(place)), { bytes, at }));
    } catch (error) {
      // Whatever one file is, the others are to be found.
      this.log.error(`${this.files.path(place)} cannot be read: ${String(error)}`);
    }
  }
}
