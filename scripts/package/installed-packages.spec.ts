import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packagesOfPages, productionPackages } from './installed-packages';

describe('productionPackages', () => {
  let root: string;
  let lock: Record<string, { version: string }>;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'packages-'));
    lock = {};
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function aPackage(folder: string, rest: object = {}, version = '1.0.0'): void {
    mkdirSync(join(root, folder), { recursive: true });
    const path = join(root, folder, 'package.json');
    writeFileSync(path, JSON.stringify({ version, ...rest }));
    lock[folder] = { version };
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: lock }));
  }
  const on = (...names: string[]) => Object.fromEntries(names.map((name) => [name, '*']));

  it('follows what is needed, the nearest first, and takes no tool', () => {
    aPackage('.', { dependencies: on('a'), devDependencies: on('tool') });
    aPackage('node_modules/a', { dependencies: on('@s/b'), optionalDependencies: on('absent') });
    aPackage('node_modules/a/node_modules/@s/b', {}, '2.0.0');
    aPackage('node_modules/@s/b', {}, '1.0.0');
    aPackage('node_modules/tool');

    expect(productionPackages(root)).toEqual([
      { folder: 'node_modules/a', name: 'a', version: '1.0.0' },
      { folder: 'node_modules/a/node_modules/@s/b', name: '@s/b', version: '2.0.0' },
    ]);
  });

  it('takes peers that are needed, not those that may be used', () => {
    aPackage('.', { dependencies: on('a') });
    aPackage('node_modules/a', {
      peerDependencies: on('peer', 'typescript'),
      peerDependenciesMeta: { typescript: { optional: true } },
    });
    aPackage('node_modules/peer');
    aPackage('node_modules/typescript');

    expect(productionPackages(root).map(({ name }) => name)).toEqual(['a', 'peer']);
  });

  it('refuses a package that is missing, and one that is not as locked', () => {
    aPackage('.', { dependencies: on('a') });
    expect(() => productionPackages(root)).toThrow('a, needed by ., is missing');
    aPackage('node_modules/a');
    lock['node_modules/a'] = { version: '1.0.1' };
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: lock }));
    expect(() => productionPackages(root)).toThrow('npm ci');
  });

  it('names what the pages are made of, each in the version that is locked', () => {
    aPackage('node_modules/@s/ui', {}, '3.1.0');
    aPackage('node_modules/a/node_modules/b', {}, '2.0.0');
    const list = 'apps/admin-ui/dist/.vite';
    mkdirSync(join(root, list), { recursive: true });
    const tell = (...folders: string[]) =>
      writeFileSync(join(root, list, 'packages.json'), JSON.stringify(folders));

    tell('node_modules/@s/ui', 'node_modules/a/node_modules/b');
    expect(packagesOfPages(root)).toEqual([
      { folder: 'node_modules/@s/ui', name: '@s/ui', version: '3.1.0' },
      { folder: 'node_modules/a/node_modules/b', name: 'b', version: '2.0.0' },
    ]);

    tell('node_modules/unknown');
    expect(() => packagesOfPages(root)).toThrow('node_modules/unknown');
  });
});
