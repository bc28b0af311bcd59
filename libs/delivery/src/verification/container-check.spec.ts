import { sha256Hex } from '@app/archive';
import { AppError, Secret } from '@app/domain';
import { FakeLentContainers } from '@testing/blob-export';
import { ManifestChain } from '@testing/delivery';

import { TaskManifests } from '../task-manifests';
import { ContainerCheck } from './container-check';
import { Findings } from './finding';

const item = (n: number) => ({ bytes: 6, fileName: `${n}.json`, sha256: sha256Hex(`text ${n}`) });
const name = (n: number) => `container/job/task/${n}.json`;

/** A delivery of so many files, and its container, checked. */
async function delivered(count: number) {
  const chain = new ManifestChain();
  const items = Array.from({ length: count }, (_, n) => item(n));
  await chain.append('task', { items, counts: { items: count, bytes: 6 * count, parked: 1 } });
  const containers = new FakeLentContainers();
  const files = new Map(items.map(({ fileName }, n) => [`job/task/${fileName}`, `text ${n}`]));
  containers.lent.set('uri', files);
  const check = async (more: { taskId?: string; uri?: string; signal?: AbortSignal } = {}) => {
    const { taskId = 'task', uri = 'uri', signal } = more;
    const request = { jobId: 'job', taskId, sasUri: new Secret(uri), signal };
    const findings = new Findings();
    const use = new ContainerCheck(new TaskManifests(chain.manifests), containers);
    const compared = await use.run(request, findings);
    const said = findings.told.map((told) => [told.severity, told.name, told.what]);
    return { compared, said };
  };
  return { chain, containers, files, check };
}

describe('ContainerCheck', () => {
  it('finds in the container what the manifest says, eight files at once', async () => {
    const { containers, files, check } = await delivered(30);
    files.set('job/other/1.json', 'of another task');
    const { signal } = new AbortController();
    expect(await check({ signal })).toEqual({ compared: 30, said: [] });
    expect(containers.mostAtOnce).toBe(8);
    expect([...containers.signals]).toStrictEqual([signal]);
  });

  it('names what is gone, changed or added', async () => {
    const { files, check } = await delivered(3);
    files.delete('job/task/0.json');
    files.set('job/task/2.json', 'another');
    files.set('job/task/3.json', 'text 3');
    files.set('job/task/4.json', 'text 4');
    expect(await check()).toEqual({
      compared: 3,
      said: [
        ['broken', name(0), 'is not there'],
        ['broken', name(2), 'is not what was delivered'],
        ['left-over', name(3), 'is not in the manifest'],
        ['left-over', name(4), 'is not in the manifest'],
      ],
    });
  });

  it('says nothing of a task that the job has no manifest of, and reads nothing', async () => {
    const { check } = await delivered(1);
    expect(await check({ taskId: 'other', uri: 'none' })).toEqual({
      compared: undefined,
      said: [],
    });
  });

  it.each([
    ['cut', (text: string) => text.slice(0, -1)],
    ['empty', () => ''],
    ['gone', () => undefined],
    ['with something else for an item', (text: string) => text.replace('fileName', 'fileNome')],
  ])('compares what it can with a manifest that is %s, and no more', async (_, change) => {
    const { chain, check } = await delivered(3);
    const { name: blob = '' } = chain.links[0] ?? {};
    const changed = change(Buffer.from(chain.manifests.blobs.get(blob) ?? []).toString());
    if (changed === undefined) chain.manifests.blobs.delete(blob);
    else chain.manifests.blobs.set(blob, Buffer.from(changed));
    const { compared, said } = await check();
    expect(said).toEqual([]);
    expect(compared).toBeLessThanOrEqual(3);
  });

  it('reads no other container, and fails when this one cannot be read', async () => {
    const { containers, check } = await delivered(1);
    const elsewhere = check({ uri: 'elsewhere' });
    await expect(elsewhere).rejects.toMatchObject({ code: 'export.sas_host_not_allowed' });
    const failure = new AppError('export.sas_expired', 'It is over.');
    const original = containers.open.bind(containers);
    containers.open = (...of) => ({
      ...original(...of),
      sha256Of: () => Promise.reject(failure),
    });
    await expect(check()).rejects.toBe(failure);
  });
});
