import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import pLimit from 'p-limit';

import { MailFiles } from '../mailbox/mail-files';
import { type MailPlace } from '../mailbox/mail-place';
import { Mailboxes } from '../mailbox/mailboxes';
import { itemMail } from './item-mail';
import { type ImportedItem, itemSchema } from './item.schema';

export type Delivery = 'imported' | 'redelivered' | 'redelivered, changed';

/** Where imported items end up: as e-mail in the mailbox of their job, and beside it byte for byte as they came. */
@Injectable()
export class ImportedItems implements OnApplicationBootstrap, OnApplicationShutdown {
  /** One item at a time: what comes twice at once is told from what is new. */
  private readonly inTurn = pLimit(1);

  constructor(
    private readonly files: MailFiles,
    private readonly mailboxes: Mailboxes,
  ) {}

  get folder(): string {
    return this.files.folder;
  }

  /** Items that an earlier sandbox, or one that was killed, has kept without their e-mail. */
  onApplicationBootstrap(): void {
    for (const place of this.files.list('json')) {
      if (!this.files.has(place)) void this.inTurn(() => this.makeMail(place));
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.inTurn.clearQueue();
    await this.inTurn(() => undefined);
  }

  async put(jobId: string, item: ImportedItem, bytes: Buffer): Promise<Delivery> {
    const place = { mailbox: jobId, month: item.SentTimeUtc.slice(0, 7), id: item.Id };
    return this.inTurn(async () => {
      const known = this.files.has(place, 'json') && (await this.bytesOf(place));
      if (known && known.equals(bytes)) return 'redelivered';
      await this.mailboxes.put(place, itemMail(jobId, item));
      await this.files.write(place, Readable.from([bytes]), 'json');
      return known ? 'redelivered, changed' : 'imported';
    });
  }

  private async makeMail(place: MailPlace): Promise<void> {
    const item = itemSchema.parse(JSON.parse((await this.bytesOf(place)).toString('utf8')));
    await this.mailboxes.put(place, itemMail(place.mailbox, item));
  }

  private async bytesOf(place: MailPlace): Promise<Buffer> {
    return readFile(this.files.path(place, 'json'));
  }
}
