import { FakeManifestArchive, FakeStoredChains } from '@testing/archive';
import { aJob, FakeJobStore } from '@testing/jobs';

import { strayFindings, Strays } from './strays';

/** An archive with blobs of these names, and jobs. */
async function open(names: string[], ...jobs: { jobId: string; accountId: string }[]) {
  const manifests = new FakeManifestArchive();
  for (const name of names) manifests.blobs.set(name, Buffer.from('{}'));
  const store = new FakeJobStore();
  for (const job of jobs) await store.save(aJob(job));
  const chains = new FakeStoredChains(manifests);
  return { chains, store, strays: new Strays(chains, store) };
}

const blobs = ['7/pages/1.json.gz', '7/posts/1.json', 'manifests/a%20job%2F1/t.json'];
const job = { jobId: 'a job/1', accountId: '7' };

describe('Strays', () => {
  it('are none where every archive and chain is of a job, deleted or not', async () => {
    const { strays, store } = await open(blobs, job);
    expect(await strays.find()).toEqual({ chains: [], accounts: [] });
    await store.save(aJob({ ...job, state: 'deleted' }));
    expect(await strays.find()).toEqual({ chains: [], accounts: [] });
    const { strays: none } = await open([], job);
    expect(await none.find()).toEqual({ chains: [], accounts: [] });
  });

  it('are what is there of a job whose row is gone', async () => {
    const { strays } = await open([...blobs, '78/pages/1', 'manifests/b/t.json'], {
      ...{ jobId: 'b', accountId: '78' },
    });
    const stray = await strays.find();
    expect(stray).toEqual({ chains: ['a%20job%2F1'], accounts: ['7'] });
    expect(strayFindings(stray).map(({ severity, name }) => [severity, name])).toEqual([
      ['broken', 'manifests/a%20job%2F1/'],
      ['left-over', '7/'],
    ]);
  });

  it('are no other folders', async () => {
    const { strays } = await open([...blobs, '7', '8a/x', 'a8/x', 'manifests/x.json'], job);
    expect(await strays.find()).toEqual({ chains: [], accounts: [] });
  });

  it('are nothing of a job that is set up meanwhile', async () => {
    const { strays, store, chains } = await open(blobs);
    const folders = chains.folders.bind(chains);
    chains.folders = async function* (prefix) {
      yield* folders(prefix);
      await store.save(aJob(job));
    };
    expect(await strays.find()).toEqual({ chains: [], accounts: [] });
  });
});
