import { accessSync, constants, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** Makes a folder, unless it is there. Throws an Error that says what to do when nothing can be written in it. */
export function makeWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new Error(
      `The folder ${resolve(folder)} cannot be written. Choose another with --data-dir.`,
      { cause },
    );
  }
}
