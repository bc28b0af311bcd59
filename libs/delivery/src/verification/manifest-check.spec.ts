import { type ManifestLink, sha256Hex, signedTextOf, type StoredLink } from '@app/archive';
import { FakeStoredChains } from '@testing/archive';
import { ManifestChain } from '@testing/delivery';

const counts = { items: 2, bytes: 30, parked: 1 };

/** While its rows are read page by page, a worker appends a manifest, a number of times. */
class GrowingChains extends FakeStoredChains {
  constructor(
    private readonly chain: ManifestChain,
    private times: number,
    private readonly after: 'head' | 'sequence',
  ) {
    super(chain.manifests);
  }

  override async *links(jobId: string): AsyncGenerator<StoredLink> {
    const isBefore = ({ key }: StoredLink) => key === 'head' || key.startsWith(`${this.after}.`);
    const before = await Array.fromAsync(super.links(jobId));
    yield* before.filter(isBefore);
    if (this.times-- > 0) await this.chain.append(`task${this.chain.links.length + 1}`);
    const now = await Array.fromAsync(super.links(jobId));
    yield* now.filter((row) => !isBefore(row));
  }
}

const nameOf = (chain: ManifestChain, sequence: number) => chain.links[sequence - 1]?.name ?? '';

describe('the check of a chain of manifests', () => {
  it('finds nothing where nothing is wrong, and says what it has read', async () => {
    const chain = await ManifestChain.of({}, {});
    let read = 0;
    const { said, last, numbers } = await chain.check({ onManifest: () => read++ });
    expect(said).toEqual([]);
    expect(last).toEqual(chain.links[1]);
    expect([numbers, read]).toEqual([{ manifests: 2, items: 4, unsigned: 0 }, 2]);
    expect(await new ManifestChain().check()).toMatchObject({ said: [], last: undefined });
  });

  it('reads what it is told to, and looks for all others', async () => {
    const chain = await ManifestChain.of({}, {});
    const isRead = ({ sequence }: ManifestLink) => sequence === 1;
    expect(await chain.check({ isRead })).toMatchObject({ said: [], numbers: { manifests: 1 } });
    chain.manifests.blobs.delete(nameOf(chain, 2));
    expect((await chain.check({ isRead })).said).toEqual([[nameOf(chain, 2), 'is not there']]);
  });

  it.each(['head', 'sequence'] as const)(
    'finds nothing wrong when a worker appends after the %s was read',
    async (after) => {
      const chain = await ManifestChain.of({}, {});
      const growing = new GrowingChains(chain, 2, after);
      expect(await chain.check({}, growing)).toMatchObject({ said: [], numbers: { manifests: 4 } });
    },
  );

  it('asks of each item whether the archive has it, and tells what it has not', async () => {
    const chain = await ManifestChain.of({}, { accountId: '8' });
    const asked: unknown[] = [];
    const lostOf = (accountId: string, item: unknown) => {
      asked.push([accountId, item]);
      const lost = { name: `posts/${accountId}/1`, what: 'has no row' };
      return Promise.resolve(asked.length % 2 === 0 ? [lost] : []);
    };
    expect((await chain.check({ lostOf })).said).toEqual([
      ['posts/7/1', `has no row; ${nameOf(chain, 1)} has it`],
      ['posts/8/1', `has no row; ${nameOf(chain, 2)} has it`],
    ]);
    const items = [{ bytes: 10 }, { bytes: 20 }];
    expect(asked).toEqual(['7', '8'].flatMap((id) => items.map((item) => [id, item])));
    const isRead = ({ sequence }: ManifestLink) => sequence === 2;
    expect((await chain.check({ lostOf, isRead })).said).toHaveLength(1);
  });

  it('believes no manifest that is wrong about what is lost', async () => {
    const chain = await ManifestChain.of({ taskId: 'other' });
    const lostOf = () => Promise.resolve([{ name: 'posts/7/1', what: 'has no row' }]);
    expect((await chain.check({ lostOf })).said).toEqual([
      [nameOf(chain, 1), 'is of another task than its row'],
    ]);
  });

  it('stops when it is aborted', async () => {
    const chain = await ManifestChain.of({});
    const signal = AbortSignal.abort(new Error('Ctrl-C'));
    await expect(chain.check({ signal })).rejects.toThrow('Ctrl-C');
  });

  it.each([
    ['is no manifest', { counts: 'none' }],
    ['is of another task than its row', { taskId: 'task2' }],
    ['is of another task than its row', { jobId: 'another' }],
    ['counts wrongly', { counts: { ...counts, items: 3 } }],
    ['counts wrongly', { counts: { ...counts, bytes: 31 } }],
    ['counts wrongly', { counts: { ...counts, parked: 0 } }],
    ['counts wrongly', { items: [{ bytes: 10 }, { bytes: '20' }] }],
    ['is not chained to the manifest before it', { previous: { sequence: 1, sha256: 'x' } }],
  ])('names a manifest that %s: %j', async (what, changed) => {
    const chain = await ManifestChain.of(changed);
    expect((await chain.check()).said).toEqual([[nameOf(chain, 1), what]]);
  });

  it.each([
    ['its number', { sequence: 2 }],
    ['its hash', { sha256: 'x' }],
  ])('names a manifest that says another of the one before: %s', async (_what, other) => {
    const chain = await ManifestChain.of({});
    const [{ sequence, sha256 } = { sequence: 0, sha256: '' }] = chain.links;
    await chain.append('task2', { previous: { sequence, sha256, ...other } });
    expect((await chain.check()).said).toEqual([
      [nameOf(chain, 2), 'is not chained to the manifest before it'],
    ]);
  });

  it('names a manifest that is gone, changed, or under another name', async () => {
    const chain = await ManifestChain.of({}, {}, {});
    chain.manifests.blobs.delete(nameOf(chain, 1));
    chain.manifests.blobs.set(nameOf(chain, 2), Buffer.from('{}'));
    const { said } = await chain.check();
    expect(said).toEqual([
      [nameOf(chain, 1), 'is not there'],
      [nameOf(chain, 2), 'is not what was stored'],
    ]);
    const other = await ManifestChain.of({});
    const bytes = other.manifests.blobs.get(nameOf(other, 1)) ?? Buffer.of();
    other.manifests.blobs.clear();
    other.manifests.blobs.set('manifests/job/other.json', bytes);
    other.change(1, { name: 'manifests/job/other.json' });
    expect((await other.check()).said).toEqual([
      ['manifests/job/other.json', 'has another hash than its name says'],
    ]);
  });

  it('names a manifest that no row names', async () => {
    const chain = await ManifestChain.of({});
    chain.manifests.blobs.set('manifests/job/left.json', Buffer.from('{}'));
    const { said } = await chain.check();
    const what =
      'is in no chain: its row was removed, or a worker that was stopped or overtaken left it';
    expect(said).toEqual([['manifests/job/left.json', what]]);
  });

  it('names a signature that proves something else, or is of an unknown key, or is not there', async () => {
    const chain = await ManifestChain.of({}, {}, {});
    const [first, second] = chain.links;
    const text = signedTextOf('another', first as ManifestLink);
    chain.change(1, { signature: await chain.signer.sign(text) });
    const keyId = sha256Hex('another');
    chain.change(2, { signature: { keyId, value: second?.signature?.value ?? '' } });
    chain.change(3, { signature: undefined });
    const { said, numbers } = await chain.check();
    expect(said).toEqual([
      [nameOf(chain, 1), 'has a signature that does not prove it'],
      [nameOf(chain, 2), `is signed with a key that is not known here: ${keyId}`],
      [nameOf(chain, 3), 'is not signed, though one before it is'],
    ]);
    expect(numbers.unsigned).toBe(1);
  });

  it('lets those be without a signature that are from before there were any', async () => {
    const chain = new ManifestChain();
    await chain.append('task1', {}, false);
    await chain.append('task2', {}, false);
    await chain.append('task3');
    expect(await chain.check()).toMatchObject({ said: [], numbers: { unsigned: 2 } });
  });

  it('names a chain that was made anew without a signature, which no key proves', async () => {
    const chain = new ManifestChain();
    await chain.append('task1', {}, false);
    await chain.append('task2', {}, false);
    const { said, numbers } = await chain.check();
    const what = 'is not signed, and none before it is: no key proves this chain';
    expect([said, numbers.unsigned]).toEqual([[[nameOf(chain, 2), what]], 2]);
  });

  it('reads, behind one without a signature, up to the first that proves it', async () => {
    const chain = new ManifestChain();
    await chain.append('task1', {}, false);
    await chain.append('task2', {}, false);
    for (const taskId of ['task3', 'task4']) await chain.append(taskId);
    const forged = await ManifestChain.of({ parked: [], counts: { ...counts, parked: 0 } });
    const [link] = forged.links;
    chain.manifests.blobs.delete(nameOf(chain, 1));
    chain.manifests.blobs.set(
      link?.name ?? '',
      forged.manifests.blobs.get(link?.name ?? '') as Buffer,
    );
    chain.change(1, { name: link?.name, sha256: link?.sha256 });
    const isRead = ({ sequence }: ManifestLink) => sequence === 1;
    expect(await chain.check({ isRead })).toMatchObject({
      said: [[nameOf(chain, 2), 'is not chained to the manifest before it']],
      numbers: { manifests: 3 },
    });
  });

  it('names all behind a signed one that are not', async () => {
    const chain = await ManifestChain.of({});
    for (const taskId of ['task2', 'task3']) await chain.append(taskId, {}, false);
    const what = 'is not signed, though one before it is';
    expect((await chain.check()).said).toEqual([
      [nameOf(chain, 2), what],
      [nameOf(chain, 3), what],
    ]);
  });
});
