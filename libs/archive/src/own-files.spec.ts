import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';

import { ownTemporaryPath, removeLeftBehind, removeOwn } from './own-files';

/** A process that has ended. */
const DEAD = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));

describe('temporary files', () => {
  const made: string[] = [];
  /** As another process would have made it. */
  const fileOf = (pid: number) => file(ownTemporaryPath().replace(`-${process.pid}-`, `-${pid}-`));
  const file = (path: string) => {
    writeFileSync(path, 'left');
    made.push(path);
    return path;
  };
  afterEach(() => Promise.all(made.splice(0).map((path) => removeOwn(path))));

  it('are removed when the process that made them has ended', async () => {
    const left = [fileOf(DEAD), fileOf(DEAD)];
    await removeLeftBehind();
    expect(left.filter((path) => existsSync(path))).toEqual([]);
  });

  it('are removed as folders too', async () => {
    const folder = ownTemporaryPath().replace(`-${process.pid}-`, `-${DEAD}-`);
    mkdirSync(folder);
    file(`${folder}/2026-01`);
    await removeLeftBehind();
    expect(existsSync(folder)).toBe(false);
  });

  it('stay while a process may work with them, and when they are not of this machine', async () => {
    const others = [
      ['twitter-archive-', 'twitter-archive-another.'],
      [`-${DEAD}-`, `-2-${DEAD}-`],
    ].map(([part = '', by = '']) => file(fileOf(DEAD).replace(part, by)));
    const living = [file(ownTemporaryPath()), fileOf(process.ppid), fileOf(1), ...others];
    await removeLeftBehind();
    expect(living.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('of a process before, that had the number of this one, are removed', async () => {
    const own = file(ownTemporaryPath());
    const before = file(own.replace(/[\da-f]{8}(?=(-[\da-f]{4}){3}-)/, 'aaaaaaaa'));
    await removeLeftBehind();
    expect([own, before].map((path) => existsSync(path))).toEqual([true, false]);
  });
});
