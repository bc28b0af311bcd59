import { createReadStream, createWriteStream, existsSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';

import { SandboxSettings } from '../core/sandbox-settings';
import { fileOf, type MailPlace, placeOf } from './mail-place';

/** The mailboxes on disk: a folder for each, in it one for each month, in that a file for each message. */
@Injectable()
export class MailFiles {
  readonly folder: string;

  constructor(settings: SandboxSettings) {
    this.folder = resolve(settings.dataDir, 'mailbox');
  }

  path(place: MailPlace, ending = 'eml'): string {
    return join(this.folder, fileOf(place, ending));
  }

  has(place: MailPlace, ending = 'eml'): boolean {
    return existsSync(this.path(place, ending));
  }

  /** Puts a file there, whole or not at all, in place of one that was there. */
  async write(place: MailPlace, content: Readable, ending = 'eml'): Promise<void> {
    const path = this.path(place, ending);
    await mkdir(dirname(path), { recursive: true });
    try {
      await pipeline(content, createWriteStream(`${path}.part`));
      await rename(`${path}.part`, path);
    } finally {
      await rm(`${path}.part`, { force: true });
    }
  }

  read(place: MailPlace): Readable {
    return createReadStream(this.path(place));
  }

  list(ending = 'eml'): MailPlace[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' }).flatMap(
      (file) => placeOf(file, ending) ?? [],
    );
  }
}
