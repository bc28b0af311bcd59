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

/** Nothing is read while messages come in one after the other, unless somebody looks. */
const QUIET_MS = 5000;

/** Mailboxes of .eml files, and what is remembered of them to search at once: read at the start, and as messages arrive. */
@Injectable()
export class Mailboxes implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(Mailboxes.name);
  private readonly index = new MailIndex();
  /** Stored, not read yet. */
  private waiting: MailPlace[] = [];
  private reading: Promise<void> | undefined;
  private isStopping = false;
  private quiet: NodeJS.Timeout | undefined;

  constructor(private readonly files: MailFiles) {}

  onApplicationBootstrap(): void {
    this.readLater(...this.files.list());
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.quiet);
    await this.reading;
  }

  /** Once it resolves the message is stored; a moment later it is found. */
  async put(place: MailPlace, message: Readable): Promise<void> {
    await this.files.write(place, message);
    this.readLater(place);
  }

  /** Newest first. */
  search(query: Query, mailbox?: string): MailEntry[] {
    this.readNow();
    return this.index.search(query, mailbox);
  }

  find(mailbox: string, id: string): MailEntry | undefined {
    this.readNow();
    return this.index.find(mailbox, id);
  }

  counts(): ReadonlyMap<string, number> {
    this.readNow();
    return this.index.counts();
  }

  /** How many messages no search finds yet. */
  unread(): number {
    return this.waiting.length;
  }

  async open({ place }: MailEntry, take?: TakeFile): Promise<Mail> {
    return readMail(this.files.read(place), take);
  }

  source(place: MailPlace): Readable {
    return this.files.read(place);
  }

  private readLater(...places: MailPlace[]): void {
    this.waiting = [...this.waiting, ...places];
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => this.readNow(), QUIET_MS).unref();
  }

  private readNow(): void {
    if (this.waiting.length > 0) this.reading ??= this.readWaiting();
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
