import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { AppError, errorCode } from '@app/domain';

const FULL = new Set(['ENOSPC', 'EDQUOT']);
const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']);

/** A file that is being written, at its end. */
export interface OpenFile {
  append(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** The file system, as far as an export needs it. Rejects with `folder.full` and `folder.not_writable`. */
@Injectable()
export class Disk {
  /** With all that lead to it; one that is there stays as it is. */
  async makeFolder(path: string): Promise<void> {
    await onDisk(() => mkdir(path, { recursive: true }));
  }

  /** A new file; whatever was there is gone. */
  create(path: string): Promise<OpenFile> {
    return this.open(path, 0);
  }

  /** A small file that nobody else makes; `false` when there is one. */
  claim(path: string, text: string): Promise<boolean> {
    return onDisk(async () => {
      try {
        await writeFile(path, text, { flag: 'wx' });
        return true;
      } catch (error) {
        if (codeOf(error) === 'EEXIST') return false;
        throw error;
      }
    });
  }

  /** Goes on behind the first `bytes`; what follows them is gone. */
  open(path: string, bytes: number): Promise<OpenFile> {
    return onDisk(async () => {
      const handle = await open(path, 'a');
      try {
        await handle.truncate(bytes);
      } catch (error) {
        await handle.close();
        throw error;
      }
      return {
        append: (more: Uint8Array) => onDisk(() => handle.appendFile(more)),
        close: () => onDisk(() => handle.close()),
      };
    });
  }

  /** At once; whatever was at `to` is gone. */
  move(from: string, to: string): Promise<void> {
    return onDisk(() => rename(from, to));
  }

  /** Moves a file that nobody else moves meanwhile; `false` when it is not there. */
  async take(from: string, to: string): Promise<boolean> {
    return (await unlessAbsent(() => rename(from, to).then(() => true))) ?? false;
  }

  /** A file, or a folder with all that is in it; nothing when there is none. */
  remove(path: string): Promise<void> {
    return onDisk(() => rm(path, { recursive: true, force: true }));
  }

  /** `undefined` when there is no such file. */
  sizeOf(path: string): Promise<number | undefined> {
    return unlessAbsent(async () => (await stat(path)).size);
  }

  /** Names in a folder, in order; `undefined` when there is no such folder. */
  list(path: string): Promise<string[] | undefined> {
    return unlessAbsent(async () => (await readdir(path)).sort());
  }

  /** Every file of a folder and of those in it, as paths with `/` from there. */
  async *files(folder: string, below = ''): AsyncGenerator<string> {
    const here = await onDisk(() => readdir(join(folder, below), { withFileTypes: true }));
    for (const entry of here) {
      const path = below ? `${below}/${entry.name}` : entry.name;
      if (entry.isDirectory()) yield* this.files(folder, path);
      else yield path;
    }
  }

  /** All of a small file; `undefined` when there is none. */
  text(path: string): Promise<string | undefined> {
    return unlessAbsent(() => readFile(path, 'utf8'));
  }

  /** `length` bytes from `start`, or those that are there. */
  async *read(path: string, start = 0, length = Infinity): AsyncGenerator<Buffer> {
    if (length === 0) return;
    const stream = createReadStream(path, { start, end: start + length - 1 });
    try {
      for await (const chunk of stream) yield chunk as Buffer;
    } catch (error) {
      throw toAppError(error);
    }
  }
}

function unlessAbsent<T>(call: () => Promise<T>): Promise<T | undefined> {
  return onDisk(async () => {
    try {
      return await call();
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  });
}

async function onDisk<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toAppError(error);
  }
}

function toAppError(error: unknown): unknown {
  const code = codeOf(error);
  const options = { cause: error };
  if (FULL.has(code)) {
    return new AppError(
      'folder.full',
      'The disk is full. Make room and repeat.',
      { code },
      options,
    );
  }
  if (NOT_WRITABLE.has(code)) {
    const message = `The folder cannot be used as it is: ${String(error)}.`;
    return new AppError('folder.not_writable', message, { code }, options);
  }
  return error;
}

/** The system's code of an error, `EACCES` for example; empty when it is none of the system's. */
export function codeOf(error: unknown): string {
  const code = errorCode(error);
  return typeof code === 'string' ? code : '';
}
