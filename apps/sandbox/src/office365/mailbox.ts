import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';

import { SandboxSettings } from '../core/sandbox-settings';
import { type ImportedItem, itemSchema } from './item.schema';

export type Delivery = 'imported' | 'redelivered' | 'redelivered, changed';

/** Where imported items end up: a folder per job and month, a file per item. */
@Injectable()
export class Mailbox {
  readonly folder: string;

  constructor(settings: SandboxSettings) {
    this.folder = resolve(settings.dataDir, 'mailbox');
  }

  put(jobId: string, item: ImportedItem, bytes: Buffer): Delivery {
    const folder = join(this.folder, safe(jobId), item.SentTimeUtc.slice(0, 7));
    const path = join(folder, `${safe(item.Id)}.json`);
    const known = existsSync(path) ? readFileSync(path) : undefined;
    if (known?.equals(bytes)) return 'redelivered';
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${path}.part`, bytes);
    renameSync(`${path}.part`, path);
    return known ? 'redelivered, changed' : 'imported';
  }

  /** Every item of a job, newest first. */
  items(jobId: string): ImportedItem[] {
    const folder = join(this.folder, safe(jobId));
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.json'))
      .map((file) => itemSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))))
      .sort((a, b) => (a.SentTimeUtc < b.SentTimeUtc ? 1 : -1));
  }

  find(jobId: string, itemId: string): ImportedItem | undefined {
    const folder = join(this.folder, safe(jobId));
    if (!existsSync(folder)) return undefined;
    const path = readdirSync(folder)
      .map((month) => join(folder, month, `${safe(itemId)}.json`))
      .find((file) => existsSync(file));
    return path ? itemSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
  }
}

function safe(name: string): string {
  return encodeURIComponent(name).replaceAll('.', '%2E');
}
