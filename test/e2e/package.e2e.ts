import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { JOB_ID, type LocalStack } from '../../scripts/local/local-stack';
import { freePort } from '../../scripts/local/ports';
import { judge } from '../../scripts/local/summary';
import { type State, untilDelivered } from '../../scripts/local/until-delivered';
import { packageRelease, type Release } from '../../scripts/package/release';
import { aFolder, aStack } from '../support/a-stack';
import { unpack } from '../support/unpack';

const POSTS = '60';
/** Thousands of files are packed and unpacked, on machines that may be slow. */
const TIME_LIMIT_MS = 600_000;
const MADE_AT = new Date('2026-11-26T08:00:00Z');

describe('the packaged zip, unpacked in an empty folder', () => {
  const productDir = aFolder();
  let release: Release;
  let stack: LocalStack;
  let state: State;
  let workerPort: number;

  beforeAll(async () => {
    release = await packageRelease(resolve('.'), aFolder(), MADE_AT);
    await unpack(release.zip, productDir);
    stack = aStack({ posts: POSTS, productDir });
    await stack.startSurroundings();
    await stack.startConnector();
    workerPort = await freePort();
    await stack.startWorker({ WORKER_PORT: `${workerPort}` });
    await stack.sandbox.startImport(JOB_ID, 2);
    state = await untilDelivered(stack, () => undefined);
  }, TIME_LIMIT_MS);

  it('archives and delivers every post once', () => {
    const { captured, lost, duplicates, isWell } = judge(state);
    expect(captured).toBeGreaterThanOrEqual(Number(POSTS));
    expect({ lost, duplicates, isWell }).toEqual({ lost: 0, duplicates: 0, isWell: true });
  });

  it.each(['/admin/', '/pages/pages.css', '/api/docs', '/health/ready'])(
    'serves %s',
    async (path) => {
      expect((await fetch(`${stack.connectorUrl}${path}`)).status).toBe(200);
    },
  );

  it('has a worker that says it is alive, and nothing else', async () => {
    const answer = async (path: string) =>
      (await fetch(`http://127.0.0.1:${workerPort}${path}`)).status;
    expect([await answer('/health/live'), await answer('/')]).toEqual([200, 404]);
  });

  it('holds the product alone', () => {
    expect(readdirSync(join(productDir, 'dist/apps')).sort()).toEqual(['connector', 'worker']);
    const packages = readdirSync(join(productDir, 'node_modules'));
    expect(packages).toContain('express');
    for (const tool of ['azurite', 'jest', 'node', 'typescript', 'vite']) {
      expect(packages).not.toContain(tool);
    }
  });

  it('lists every package it holds, also in its pages', () => {
    const bill = JSON.parse(readFileSync(join(productDir, 'sbom.json'), 'utf8')) as {
      components: { name: string }[];
    };
    const listed = bill.components.map(({ name }) => name);
    const packages = readdirSync(join(productDir, 'node_modules'));
    const plain = packages.filter((name) => !name.startsWith('@'));
    const inPages = ['react', 'react-dom', '@fluentui/react-button'];
    expect([...plain, ...inPages].filter((name) => !listed.includes(name))).toEqual([]);
  });

  it('comes with its checksum', () => {
    const sum = createHash('sha256').update(readFileSync(release.zip)).digest('hex');
    const [told, name] = readFileSync(`${release.zip}.sha256`, 'utf8').trim().split('  ');
    expect([told, release.zip.endsWith(`/${name}`)]).toEqual([sum, true]);
  });
});
