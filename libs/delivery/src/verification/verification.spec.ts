import { sha256Hex } from '@app/archive';
import { SecretsConfig, slice } from '@app/config';
import { firstIdAt, type Json, Secret } from '@app/domain';
import { TrustedKeys } from '@app/secrets';
import { FakeCaptureStateStore, FakeStoredChains } from '@testing/archive';
import { FakeLentContainers } from '@testing/blob-export';
import { ManifestChain, StoredWorld } from '@testing/delivery';
import { FakeClock } from '@testing/domain';
import { aJob } from '@testing/jobs';

import { TaskManifests } from '../task-manifests';
import { ChainVerification } from './chain-verification';
import { ContainerCheck } from './container-check';
import { type Finding } from './finding';
import { Verification, type VerificationProgress, type VerificationRequest } from './verification';

const accounts = [{ accountId: '7', username: 'contoso' }];
const job = aJob({ jobId: 'job' });
const other = aJob({ jobId: 'other' });

/** An archive with two posts and a file; two jobs, one with two manifests; and who verifies them. */
async function open() {
  const world = new StoredWorld();
  const { entries } = await world.capture([world.post(1), world.postWithPhoto(2)]);
  await world.saveFile('photo');
  const chain = new ManifestChain('job', undefined, world.signer);
  const file = { bytes: 3, fileName: '1.json', sha256: sha256Hex('one') };
  const delivered = { items: [file], counts: { items: 1, bytes: 3, parked: 1 } };
  for (const taskId of ['one', 'two']) await chain.append(taskId, delivered);
  await new ManifestChain('other', chain.manifests, world.signer).append('three');
  const config = slice(SecretsConfig, {
    ...{ vaultUrl: undefined, directory: '', cacheSeconds: 0, verifyChallenge: true },
    formerSigningKeys: [],
  });
  const clock = new FakeClock();
  const states = new FakeCaptureStateStore();
  const containers = new FakeLentContainers();
  containers.lent.set('uri', new Map([['job/two/1.json', 'one']]));
  const verification = new Verification(
    world.archive,
    states,
    new ChainVerification(
      new FakeStoredChains(chain.manifests),
      new TrustedKeys(world.signer, config),
    ),
    new ContainerCheck(new TaskManifests(chain.manifests), containers),
    clock,
  );
  const verify = (more: Partial<VerificationRequest> = {}) =>
    verification.run({ accounts, jobs: [job, other], ...more });
  return { world, entries, chain, clock, states, containers, verify };
}

/** A chain that says of the second post, and its photo, that they were handed over. */
async function handOver({ chain, entries }: Awaited<ReturnType<typeof open>>) {
  const { postId: id, version, createdAt } = entries[1] ?? {};
  const heldMedia = [{ fileKey: '3_1.original', sha256: sha256Hex('photo') }];
  const item = { id, version, createdAt: createdAt?.toISOString(), heldMedia, bytes: 3 };
  await chain.append('three', {
    items: [item] as Json[],
    counts: { items: 1, bytes: 3, parked: 1 },
  });
}

const headOf = (chain: ManifestChain) => {
  const { sequence, sha256 } = chain.links.at(-1) ?? {};
  return { sequence, sha256 };
};

describe('Verification', () => {
  it('tells what it has read of all accounts and jobs, and when', async () => {
    const { chain, clock, verify } = await open();
    const startedAt = clock.now();
    const report = await verify({ onProgress: () => clock.advance(1000) });
    expect(report).toEqual({
      startedAt,
      finishedAt: new Date(startedAt.getTime() + 9000),
      accounts: [
        { accountId: '7', username: 'contoso', records: 2, pages: 1, media: 1, removed: 0 },
      ],
      jobs: [
        { jobId: 'job', manifests: 2, unsigned: 0, items: 2, head: headOf(chain) },
        expect.objectContaining({ jobId: 'other', manifests: 1, unsigned: 0, items: 2 }),
      ],
      containers: [],
      ...{ broken: 0, leftOver: 0, findings: [] },
    });
  });

  it('names what was handed over and is gone with its row, its record and the counts', async () => {
    const opened = await open();
    const { world, entries, chain, verify } = opened;
    await handOver(opened);
    expect(await verify()).toMatchObject({ broken: 0 });
    const [, gone] = entries;
    world.archive.media.entries.clear();
    world.archive.media.blobs.clear();
    world.archive.index = world.archive.index.filter(({ entry }) => entry === entries[0]);
    world.archive.files.delete(gone?.recordName ?? '');
    const { broken, findings } = await verify();
    const has = `${chain.links[2]?.name ?? ''} has it`;
    expect(findings.filter(({ severity }) => severity === 'broken')).toEqual([
      {
        ...{ severity: 'broken', name: `posts/7/${gone?.postId}.${gone?.version}` },
        what: `has no row; ${has}`,
      },
      {
        ...{ severity: 'broken', name: 'media/7/3_1.original' },
        what: `is not the file with the SHA-256 ${sha256Hex('photo')} any more; ${has}`,
      },
    ]);
    expect(broken).toBe(2);
    expect(await verify({ accounts: [], taskId: 'three' })).toMatchObject({ broken: 0 });
  });

  it('tells how far it is, step by step', async () => {
    const { verify } = await open();
    const progress: VerificationProgress[] = [];
    await verify({ onProgress: (each) => progress.push(each) });
    expect(progress.map(({ step, of, checked }) => `${step} ${of} ${checked}`)).toEqual([
      ...['records @contoso 1', 'records @contoso 2'],
      ...['blobs @contoso 1', 'blobs @contoso 2', 'blobs @contoso 3', 'blobs @contoso 4'],
      ...['manifests job 1', 'manifests job 2', 'manifests other 1'],
    ]);
  });

  it('tells what is wrong in the order in which it is looked for, and at once', async () => {
    const { world, entries, chain, verify } = await open();
    world.archive.notes.push({ key: 'unreadable' });
    world.archive.files.delete(entries[0]?.recordName ?? '');
    world.archive.files.set('7/else', Buffer.of());
    chain.manifests.blobs.delete(chain.links[0]?.name ?? '');
    const told: Finding[] = [];
    const report = await verify({ onFinding: (finding) => told.push(finding) });
    expect(report).toMatchObject({ broken: 3, leftOver: 1, accounts: [{ records: 1, pages: 1 }] });
    expect(report.findings.map(({ name }) => name)).toEqual([
      'removals/7/unreadable',
      entries[0]?.recordName,
      '7/else',
      chain.links[0]?.name,
    ]);
    expect(told).toEqual(report.findings);
  });

  it('believes of a post that has no row what capture has read', async () => {
    const { world, states, verify } = await open();
    const id = firstIdAt(new Date('2025-03-01T18:00:00.000Z'));
    const { pageName: name } = await world.capture([], { body: { data: [{ id }] } });
    const coverage = [{ from: id, to: id, state: 'complete', posts: 1 }] as const;
    const indexRows = world.archive.indexRows.bind(world.archive);
    // Read while it is captured.
    world.archive.indexRows = async function* (...of) {
      const { revision } = await states.load('7');
      await states.save('7', { coverage, postsRead: 1 }, revision);
      yield* indexRows(...of);
    };
    expect(await verify()).toMatchObject({ broken: 0, leftOver: 1, findings: [{ name }] });
    expect(await verify()).toMatchObject({ broken: 1, leftOver: 0, findings: [{ name }] });
  });

  it('counts what was removed, as signed notes say', async () => {
    const { world, entries, verify } = await open();
    const { recordName, sha256 } = entries[0] ?? { recordName: '', sha256: '' };
    world.archive.files.delete(recordName);
    await world.note(recordName, sha256, '');
    expect(await verify()).toMatchObject({ broken: 0, accounts: [{ records: 1, removed: 1 }] });
    const publicKeys = [(await new ManifestChain().signer.publicKey()) ?? []].flat();
    const { broken, findings } = await verify({ publicKeys, jobs: [] });
    expect([broken, findings.map(({ name }) => name)]).toEqual([
      2,
      [expect.stringMatching(/^removals\/7\//), recordName],
    ]);
  });

  it('tells first what was found before', async () => {
    const { world, verify } = await open();
    world.archive.files.set('7/else', Buffer.of());
    const found = (['broken', 'left-over'] as const).map((severity) => ({
      ...{ severity, name: `a ${severity} one`, what: 'is wrong' },
    }));
    const report = await verify({ found });
    expect(report).toMatchObject({ broken: 1, leftOver: 2, accounts: [{ records: 2 }] });
    expect(report.findings.slice(0, 2)).toEqual(found);
  });

  it('takes keys and anchors for the chains', async () => {
    const { verify } = await open();
    const stranger = await ManifestChain.of({});
    const publicKeys = [(await stranger.signer.publicKey()) ?? ''];
    expect((await verify({ publicKeys })).broken).toBe(3);
    const anchors = [{ jobId: 'job', sequence: 3, sha256: 'end' }];
    const { findings } = await verify({ anchors });
    expect(findings.map(({ name }) => name)).toEqual(['manifests/job/head']);
  });

  it.each([
    ['of an account', { jobs: [] }],
    ['of a job', { accounts: [] }],
  ])('stops when it is aborted amid what is %s', async (_what, part) => {
    const { verify } = await open();
    const signal = AbortSignal.abort(new Error('Ctrl-C'));
    let progress = 0;
    const verifying = verify({ ...part, signal, onProgress: () => progress++ });
    await expect(verifying).rejects.toThrow('Ctrl-C');
    expect(progress).toBe(0);
  });

  it('stops when it is aborted amid blobs', async () => {
    const { verify } = await open();
    const abort = new AbortController();
    const steps: string[] = [];
    const onProgress = ({ step }: VerificationProgress) => {
      steps.push(step);
      if (step === 'blobs') abort.abort(new Error('Ctrl-C'));
    };
    await expect(verify({ signal: abort.signal, onProgress })).rejects.toThrow('Ctrl-C');
    expect(steps).toEqual(['records', 'records', 'blobs']);
  });

  describe('of one task', () => {
    it('reads its manifest alone, and no archive', async () => {
      const { world, chain, verify } = await open();
      const progress: string[] = [];
      const onProgress = ({ step, of, checked }: VerificationProgress) =>
        progress.push(`${step} ${of} ${checked}`);
      expect(await verify({ taskId: 'two', onProgress })).toMatchObject({
        ...{ accounts: [], containers: [], broken: 0 },
        jobs: [
          { jobId: 'job', manifests: 1, items: 1, head: headOf(chain) },
          { jobId: 'other', manifests: 0, items: 0 },
        ],
      });
      expect(progress).toEqual(['manifests job 1']);
      expect(world.archive.asked).toEqual([]);
    });

    it('compares its container, of the job that has it', async () => {
      const { containers, verify } = await open();
      const container = new Secret('uri');
      const { signal } = new AbortController();
      const report = await verify({ taskId: 'two', container, signal });
      expect(report).toMatchObject({ broken: 0, leftOver: 0 });
      expect(report.containers).toEqual([{ jobId: 'job', taskId: 'two', files: 1 }]);
      expect([...containers.signals]).toStrictEqual([signal]);
      containers.lent.get('uri')?.set('job/two/1.json', 'another');
      containers.lent.get('uri')?.set('job/two/2.json', 'another');
      const { broken, leftOver, findings } = await verify({ taskId: 'two', container });
      expect([broken, leftOver, findings.map(({ name }) => name)]).toEqual([
        ...[1, 1, ['container/job/two/1.json', 'container/job/two/2.json']],
      ]);
    });

    it('compares no container without a task', async () => {
      const { chain, verify } = await open();
      chain.manifests.listStartingWith = () => Promise.reject(new Error('It is looked for.'));
      expect((await verify({ container: new Secret('uri') })).containers).toEqual([]);
    });
  });
});
