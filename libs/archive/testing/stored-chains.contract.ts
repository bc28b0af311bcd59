import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type ManifestArchive, sequenceKey, type StoredChains } from '@app/archive';

let jobs = 0;

/** What every StoredChains guarantees of what a ManifestArchive has stored. */
export function describeStoredChains(
  name: string,
  open: () => { archive: ManifestArchive; chains: StoredChains },
): void {
  describe(`${name} is StoredChains`, () => {
    const setUp = async () => {
      const { archive, chains } = open();
      const jobId = `stored job/${jobs++} #ä`;
      const append = (taskId: string, of = jobId) =>
        archive.append(of, taskId, () => Readable.from([Buffer.from(`of ${taskId}`)]));
      const links = [await append('b'), await append('c'), await append('a')];
      await append('d', `${jobId}0`);
      return { chains, jobId, links };
    };

    it("gives a job's rows: the head, then by sequence, then by task", async () => {
      const { chains, jobId, links } = await setUp();
      const [b, c, a] = links;
      expect(await Array.fromAsync(chains.links(jobId))).toEqual([
        { key: 'head', link: a },
        ...links.map((link, i) => ({ key: sequenceKey(i + 1), link })),
        ...[a, b, c].map((link) => ({ key: `task.${link?.taskId}`, link })),
      ]);
      expect(await Array.fromAsync(chains.links(`${jobId} none`))).toEqual([]);
    });

    it('lists blobs by the beginning of their name, and opens them', async () => {
      const { chains, jobId, links } = await setUp();
      const prefix = `manifests/${encodeURIComponent(jobId)}/`;
      const blobs = await Array.fromAsync(chains.blobs(prefix));
      const names = links.map((link) => link.name).sort();
      expect(blobs).toEqual(names.map((each) => ({ name: each, bytes: 4 })));
      const bytes = await buffer(await chains.open(links[0]?.name ?? ''));
      expect(bytes.toString()).toBe('of b');
      const unknown = chains.open(`${prefix}none.json`);
      await expect(unknown).rejects.toMatchObject({ code: 'archive.not_found' });
    });

    it('lists the folders there are in one, each once', async () => {
      const { chains, jobId } = await setUp();
      const mine = `manifests/${encodeURIComponent(jobId)}`;
      const folders = await Array.fromAsync(chains.folders('manifests/'));
      expect(folders.filter((each) => each.startsWith(mine))).toEqual([`${mine}/`, `${mine}0/`]);
      expect(folders).toEqual([...new Set(folders)].sort());
      expect(await Array.fromAsync(chains.folders(''))).toContain('manifests/');
      expect(await Array.fromAsync(chains.folders(`${mine}/`))).toEqual([]);
      expect(await Array.fromAsync(chains.folders('nothing/'))).toEqual([]);
    });
  });
}
