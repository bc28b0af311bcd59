import { type ManifestLink, sequenceKey, type StoredLink } from '@app/archive';
import { AppError } from '@app/domain';
import { FakeStoredChains } from '@testing/archive';
import { ManifestChain } from '@testing/delivery';

/** The chains of which the rows are others than they should be; tells how often they are read. */
class OtherRows extends FakeStoredChains {
  readings = 0;

  constructor(
    chain: ManifestChain,
    private readonly change: (rows: StoredLink[]) => StoredLink[] = (rows) => rows,
  ) {
    super(chain.manifests);
  }

  override async *links(jobId: string): AsyncGenerator<StoredLink> {
    this.readings += 1;
    yield* this.change(await Array.fromAsync(super.links(jobId)));
  }
}

const taskKey = (n: number) => `task.task${n}!2e0123abcd`;
const rowName = (key: string) => `manifests/job/${key}`;
const without = (key: string) => (rows: StoredLink[]) => rows.filter((row) => row.key !== key);
const withLink = (key: string, link: Partial<ManifestLink> | undefined) => (rows: StoredLink[]) =>
  rows.map((row) => {
    if (row.key !== key) return row;
    return { key, link: link && row.link && { ...row.link, ...link } };
  });

async function said(change: (rows: StoredLink[]) => StoredLink[], manifests = 2) {
  const chain = await ManifestChain.of(...Array.from({ length: manifests }, () => ({})));
  const rows = new OtherRows(chain, change);
  const { said: told } = await chain.check({}, rows);
  return { told, readings: rows.readings, links: chain.links };
}

const NOT_LAST = [rowName('head'), 'is not the last manifest of the chain'];
const notAgreeing = (n: number) => [
  rowName(taskKey(n)),
  `and ${rowName(sequenceKey(n))} do not agree`,
];

describe('the rows of a chain', () => {
  it('are read once when they fit together', async () => {
    expect(await said((rows) => rows)).toMatchObject({ told: [], readings: 1 });
    expect(await said((rows) => rows, 0)).toMatchObject({ told: [], readings: 1 });
  });

  it.each(['head', sequenceKey(1), sequenceKey(2), taskKey(1), taskKey(2)])(
    'are named when they are not readable: %s',
    async (key) => {
      const { told } = await said(withLink(key, undefined));
      expect(told[0]).toEqual([rowName(key), 'is not readable']);
    },
  );

  it('have a head, which is the last', async () => {
    for (const manifests of [1, 2]) {
      const headless = await said(without('head'), manifests);
      expect(headless).toMatchObject({ told: [NOT_LAST], readings: 3 });
    }
    const stale = (rows: StoredLink[]) => {
      const first = rows.find(({ key }) => key === sequenceKey(1))?.link;
      return rows.map((row) => (row.key === 'head' ? { ...row, link: first } : row));
    };
    expect(await said(stale)).toMatchObject({ told: [NOT_LAST], readings: 3 });
    const alone = await said((rows) => rows.filter(({ key }) => key === 'head'), 1);
    expect(alone).toMatchObject({ readings: 3 });
    expect(alone.told[0]).toEqual(NOT_LAST);
  });

  it.each([
    ['sequence', { sequence: 3 }],
    ['taskId', { taskId: 'other.0123abcd' }],
    ['name', { name: 'manifests/job/other.json' }],
    ['sha256', { sha256: 'other' }],
    ['signature', { signature: undefined }],
    ['key', { signature: { keyId: 'other', value: '' } }],
  ])('have a head that says the same as the last of them: %s', async (_what, changes) => {
    expect((await said(withLink('head', changes))).told).toEqual([NOT_LAST]);
  });

  it('have a head with the signature of the last, not only its key', async () => {
    const chain = await ManifestChain.of({}, {});
    const keyId = chain.links[1]?.signature?.keyId ?? '';
    const rows = new OtherRows(chain, withLink('head', { signature: { keyId, value: 'other' } }));
    expect((await chain.check({}, rows)).said).toEqual([NOT_LAST]);
  });

  it('are numbered without a gap', async () => {
    const { told, links } = await said(without(sequenceKey(1)));
    expect(told).toEqual([
      [rowName(sequenceKey(2)), 'is out of order: number 1 of the chain should come here'],
      [links[1]?.name, 'is not chained to the manifest before it'],
      notAgreeing(1),
      [links[0]?.name, expect.stringContaining('is in no chain')],
    ]);
  });

  it('say the number that their key says', async () => {
    const other = await said(withLink(sequenceKey(1), { sequence: 5 }));
    expect(other.told.slice(0, 2)).toEqual([
      [rowName(sequenceKey(1)), 'is out of order: number 1 of the chain should come here'],
      [other.links[0]?.name, 'has a signature that does not prove it'],
    ]);
    const rename = (rows: StoredLink[]) =>
      rows.map((row) => (row.key === sequenceKey(2) ? { ...row, key: sequenceKey(3) } : row));
    expect((await said(rename)).told).toEqual([
      [rowName(sequenceKey(3)), 'is out of order: number 2 of the chain should come here'],
    ]);
  });

  it('lie under the key of their task', async () => {
    const rename = (rows: StoredLink[]) =>
      rows.map((row) => (row.key === taskKey(1) ? { ...row, key: 'task.another' } : row));
    const { told } = await said(rename);
    expect(told).toEqual([
      [rowName('task.another'), `and ${rowName(sequenceKey(1))} do not agree`],
    ]);
  });

  it('are two of each manifest: by number and by task', async () => {
    expect(await said(without(taskKey(1)))).toMatchObject({
      told: [[rowName(taskKey(1)), `is not there; ${sequenceKey(1)} is of its manifest`]],
      readings: 3,
    });
    const other = await said(withLink(taskKey(2), { name: 'other' }));
    expect(other).toMatchObject({ told: [notAgreeing(2)], readings: 1 });
    const twice = (rows: StoredLink[]) => [...rows, ...rows.slice(-1)];
    expect((await said(twice)).told).toEqual([notAgreeing(2)]);
  });

  it('end where nothing was noted beyond, and are those that were noted', async () => {
    const chain = await ManifestChain.of({}, {});
    const anchor = (sequence: number, sha256: string) => ({ jobId: 'job', sequence, sha256 });
    const anchors = [anchor(1, 'other'), anchor(2, chain.links[1]?.sha256 ?? ''), anchor(3, 'end')];
    const { said: told } = await chain.check({}, undefined, anchors);
    expect(told).toEqual([
      [chain.links[0]?.name, 'is not the one that was noted: that has the SHA-256 other'],
      [
        rowName('head'),
        'ends with number 2, but number 3 (end) was noted: the end of the chain was cut off',
      ],
    ]);
    const { said: none } = await new ManifestChain().check({}, undefined, [anchor(1, 'first')]);
    expect(none).toEqual([
      [
        rowName('head'),
        'ends with number 0, but number 1 (first) was noted: the end of the chain was cut off',
      ],
    ]);
  });
});

describe('the blobs of a chain', () => {
  it('lie in the folder of the job, whatever it is called, and no others are looked at', async () => {
    const chain = new ManifestChain('a job/1');
    await chain.append('task');
    chain.manifests.blobs.set('manifests/a job/1/other.json', Buffer.from('{}'));
    chain.manifests.blobs.set('manifests/a%20job%2F10/other.json', Buffer.from('{}'));
    expect((await chain.check()).said).toEqual([]);
  });

  it('are named when they are no JSON, by hash or not', async () => {
    const chain = await ManifestChain.of({}, {});
    const [first, second] = chain.links.map(({ name }) => name);
    chain.manifests.blobs.set(first ?? '', Buffer.from('[]'));
    const { said: told, numbers } = await chain.check();
    expect(told).toEqual([[first, 'is not what was stored']]);
    expect(numbers).toEqual({ manifests: 2, items: 2, unsigned: 0 });
    chain.manifests.blobs.delete(second ?? '');
    expect((await chain.check()).said).toEqual([
      [first, 'is not what was stored'],
      [second, 'is not there'],
    ]);
  });

  it('cannot be checked while storage is away', async () => {
    const chain = await ManifestChain.of({});
    const chains = new FakeStoredChains(chain.manifests);
    const failure = new AppError('archive.unavailable', 'It cannot be reached.');
    chains.open = () => Promise.reject(failure);
    await expect(chain.check({}, chains)).rejects.toBe(failure);
  });

  it('are counted item by item, also those without a length', async () => {
    const items = [{ bytes: 10 }, { bytes: 20 }, {}];
    const chain = await ManifestChain.of({ items, counts: { items: 3, bytes: 30, parked: 1 } });
    expect(await chain.check()).toMatchObject({ said: [], numbers: { items: 3 } });
  });

  it.each([
    ['no job', { jobId: 7 }],
    ['no task', { taskId: null }],
    ['no number of items', { counts: { bytes: 30, parked: 1 } }],
    ['no number of bytes', { counts: { items: 2, parked: 1 } }],
    ['no number of parked', { counts: { items: 2, bytes: 30 } }],
    ['no one before', { previous: 'none' }],
    ['no number before', { previous: { sha256: 'x' } }],
    ['no hash before', { previous: { sequence: 1 } }],
  ])('are no manifests when they say %s', async (_what, changed) => {
    const chain = await ManifestChain.of(changed);
    expect((await chain.check()).said).toEqual([[chain.links[0]?.name, 'is no manifest']]);
  });

  it('are read as they are told to be, each told of', async () => {
    const chain = await ManifestChain.of({}, {}, {});
    let read = 0;
    const isRead = ({ sequence }: ManifestLink) => sequence !== 2;
    const checked = await chain.check({ isRead, onManifest: () => read++ });
    expect(checked).toMatchObject({ said: [], numbers: { manifests: 2, items: 4 } });
    expect(read).toBe(2);
  });
});
