import { ChainAnchors } from '@app/delivery';
import { AppError } from '@app/domain';
import { alertWorlds } from '@testing/alerts';
import { ManifestChain } from '@testing/delivery';
import { aJob } from '@testing/jobs';

describe('a look at the chain of manifests', () => {
  const { receiver, setUp } = alertWorlds();

  /** Three tasks were delivered, and the first daily look was taken. */
  const withChain = async () => {
    const given = await setUp();
    const { world, at } = given;
    await world.cover('2027-01-01T00:00:00Z');
    for (const taskId of ['one', 'two', 'three']) {
      await world.ask({ taskId });
      await world.consume();
    }
    await at(3);
    const { jobId } = (await world.jobs.list())[0] ?? { jobId: '' };
    return { ...given, jobId, links: world.manifests.chains.get(jobId) ?? [] };
  };
  const spoil = ({ world, links }: Awaited<ReturnType<typeof withChain>>, place: number) => {
    const name = links[place]?.name ?? '';
    const bytes = world.manifests.blobs.get(name) ?? Buffer.alloc(0);
    world.manifests.blobs.set(name, Buffer.concat([bytes, Buffer.from(' ')]));
    return { name, mend: () => world.manifests.blobs.set(name, bytes) };
  };

  it('notes where one that is whole ends, once', async () => {
    const { audit, links, jobId, at } = await withChain();
    await at(24);
    const { sequence, sha256 } = links[2] ?? {};
    expect([sequence, receiver.said]).toEqual([3, []]);
    expect(audit.events).toMatchObject([
      { action: 'chain.anchored', subject: jobId, details: { sequence, sha256 } },
    ]);
  });

  it('raises within thirty days that a manifest was changed, and stays until it is mended', async () => {
    const given = await withChain();
    const { name, mend } = spoil(given, 1);
    let days = 0;
    while (receiver.told.length === 0 && ++days <= 30) await given.at(24);
    expect(receiver.said).toEqual(['chain-broken raised']);
    expect((await given.book.list())[0]?.text).toContain(`First: ${name} is not what was stored`);
    await given.at(24);
    expect(receiver.said).toEqual(['chain-broken raised']);
    mend();
    await given.at(24);
    expect(receiver.said).toEqual(['chain-broken raised', 'chain-broken resolved']);
  });

  it('raises the next day that one is gone, or the end of the chain with it', async () => {
    const { world, jobId, links, at, book, audit } = await withChain();
    const [gone, last] = [links[0]?.name ?? '', links[2]?.name ?? ''];
    const bytes = world.manifests.blobs.get(gone) ?? Buffer.alloc(0);
    world.manifests.blobs.delete(gone);
    await at(24);
    expect((await book.list())[0]?.text).toContain(`First: ${gone} is not there`);
    world.manifests.blobs.set(gone, bytes);
    world.manifests.blobs.delete(last);
    world.manifests.chains.set(jobId, links.slice(0, 2));
    await at(24);
    await at(24);
    expect(receiver.said).toEqual(['chain-broken raised']);
    expect(audit.events).toHaveLength(1);
  });

  it('raises that a chain is there of a job that has no row, until it is put back', async () => {
    const { world, at, book, audit } = await withChain();
    await new ManifestChain('gone', world.manifests, world.signer).append('task');
    await at(24);
    expect(await book.list()).toMatchObject([{ code: 'chain-broken', subject: 'gone' }]);
    expect(audit.events).toHaveLength(1);
    await world.jobs.save(aJob({ jobId: 'gone', state: 'deleted' }));
    await at(24);
    expect(receiver.said).toEqual(['chain-broken raised', 'chain-broken resolved']);
    expect(audit.events).toHaveLength(2);
  });

  it('raises that a chain that was noted is gone, together with the row of its job', async () => {
    const { world, at, book, audit } = await withChain();
    await new ChainAnchors(audit, world.clock).note({ jobId: 'gone', sequence: 1, sha256: 'x' });
    await at(24);
    expect(await book.list()).toMatchObject([{ code: 'chain-broken', subject: 'gone' }]);
    expect((await book.list())[0]?.text).toContain('has no row in table jobs any more');
  });

  it('raises that a note of an end cannot be read, verifies all the same, and notes nothing', async () => {
    const given = await withChain();
    const { world, audit, book, at } = given;
    const damaged = new AppError('storage.damaged', 'no', { partitionKey: 'p', rowKey: 'r' });
    audit.damaged.push(damaged);
    await world.ask({ taskId: 'four' });
    await world.consume();
    await at(24);
    expect(await book.list()).toMatchObject([{ code: 'chain-broken', subject: 'audit' }]);
    expect((await book.list())[0]?.text).toContain('audit/p/r and 0 more');
    expect(audit.events).toHaveLength(1);
    const links = world.manifests.chains.get(given.jobId) ?? [];
    const { mend } = spoil({ ...given, links }, 3);
    await at(24);
    expect(receiver.said).toEqual(['chain-broken raised', 'chain-broken raised']);
    mend();
    audit.damaged.pop();
    await at(24);
    expect(receiver.said.slice(2)).toEqual(['chain-broken resolved', 'chain-broken resolved']);
    expect(audit.events).toHaveLength(2);
  });

  it('looks at the chains of jobs also when what is there cannot be listed', async () => {
    const given = await withChain();
    await given.world.ask({ taskId: 'four' });
    await given.world.consume();
    spoil({ ...given, links: given.world.manifests.chains.get(given.jobId) ?? [] }, 3);
    given.strays.find = () => Promise.reject(new Error('Not now.'));
    const { unseen } = await given.at(24);
    expect([receiver.said, unseen.length]).toEqual([['chain-broken raised'], 1]);
    await given.at(24);
    expect(receiver.said).toEqual(['chain-broken raised']);
  });

  it('reads what was not noted yet the next day', async () => {
    const given = await withChain();
    await given.world.ask({ taskId: 'four' });
    await given.world.consume();
    spoil({ ...given, links: given.world.manifests.chains.get(given.jobId) ?? [] }, 3);
    await given.at(24);
    expect(receiver.said).toEqual(['chain-broken raised']);
    expect(given.audit.events).toHaveLength(1);
  });
});
