import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stray } from '@app/delivery';
import { type ConnectorJob } from '@app/domain';
import { aJob } from '@testing/jobs';

import { UsageError } from '../local/usage-error';
import { requestOf } from './verification-request';
import { parseVerifyOptions, type VerifyOptions } from './verify-options';

const one = aJob({ jobId: 'one', accountId: '7', username: 'contoso' });
const two = aJob({ jobId: 'two', accountId: '8', username: 'fabrikam' });
const jobs = [one, two];
const none: Stray = { chains: [], accounts: [] };
const anchor = { jobId: 'one', sequence: 3, sha256: 'c'.repeat(64) };
const stray = { chains: ['gone'], accounts: ['9'] };

const request = (args: string[], of: ConnectorJob[] = jobs, lying = none, noted = [anchor]) =>
  requestOf(parseVerifyOptions(args) as VerifyOptions, of, { stray: lying, noted });

describe('what is verified', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verify-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is all there is, unless told', () => {
    const [contoso, fabrikam] = [
      { accountId: '7', username: 'contoso' },
      { accountId: '8', username: 'fabrikam' },
    ];
    expect(request([])).toMatchObject({ accounts: [contoso, fabrikam], jobs, found: [] });
    const { accounts } = request(['--account', '@fabrikam']);
    expect(accounts).toMatchObject([fabrikam]);
    expect(request(['--account', '8']).jobs).toEqual([two]);
    expect(request(['--job', 'two'])).toMatchObject({ accounts: [], jobs: [two] });
    expect(request(['--task', 't'])).toMatchObject({ jobs, taskId: 't' });
    const sha256 = 'ab'.repeat(32);
    const anchors = [{ jobId: 'two', sequence: 7, sha256 }];
    expect(request(['--job', 'two', '--anchor', `7:${sha256}`])).toMatchObject({
      anchors: [...anchors, anchor],
    });
  });

  it('is also what was noted of a chain whose job has no row', () => {
    const gone = { ...anchor, jobId: 'gone' };
    for (const args of [[], ['--account', '7']]) {
      const { jobs: read, anchors } = request(args, [one], none, [anchor, gone]);
      expect([read, anchors]).toEqual([
        [one, gone],
        [anchor, gone],
      ]);
    }
    expect(request(['--job', 'one'], [one], none, [gone]).jobs).toEqual([one]);
    expect(request(['--task', 't'], [one], none, [gone]).jobs).toEqual([one]);
  });

  it('is also what no job is of: its archive is read, by the id that it has', () => {
    const nameless = { accountId: '9', username: '9' };
    const { accounts, found } = request([], [one], stray);
    const named = found.map(({ name }) => name);
    expect([accounts.slice(1), named]).toEqual([[nameless], ['manifests/gone/', '9/']]);
    const ofOne = request(['--account', '7'], [one], stray);
    expect([ofOne.accounts.length, ofOne.found]).toEqual([1, found.slice(0, 1)]);
    for (const args of [
      ['--job', 'one'],
      ['--task', 't'],
    ]) {
      expect(request(args, [one], stray).found).toEqual([]);
    }
  });

  it.each([[[]], [['--account', '@contoso']], [['--job', 'one']], [['--task', 't']]])(
    'is not nothing: where there is no job, %j is refused',
    (args) => {
      const code = 'jobs.unknown_job';
      const message = expect.stringMatching(
        /1 accounts and the manifests of 1 jobs.*PREFIX/,
      ) as string;
      const refusal = expect.objectContaining({ code, message }) as Error;
      expect(() => request(args, [], stray)).toThrow(refusal);
      expect(() => request(args, [], none)).toThrow(expect.objectContaining({ code }) as Error);
    },
  );

  it('is of a job and an account that are there', () => {
    const refused = (code: string) => expect.objectContaining({ code }) as Error;
    expect(() => request(['--job', 'three'])).toThrow(refused('jobs.unknown_job'));
    expect(() => request(['--account', '@nobody'])).toThrow(refused('accounts.unknown'));
  });

  it('is proved by the keys of files', () => {
    const pem = (namedCurve: string) =>
      generateKeyPairSync('ec', { namedCurve }).publicKey.export({ type: 'spki', format: 'pem' });
    const [right, wrong] = [join(folder, 'right.pem'), join(folder, 'wrong.pem')];
    const key = pem('prime256v1').toString();
    writeFileSync(right, key);
    writeFileSync(wrong, pem('secp384r1'));
    expect(request(['--public-key', right]).publicKeys).toEqual([key]);
    for (const file of [wrong, join(folder, 'none.pem')]) {
      expect(() => request(['--public-key', file])).toThrow(UsageError);
    }
  });
});
