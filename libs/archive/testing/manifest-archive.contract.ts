import { Readable } from 'node:stream';
import { type ManifestArchive, type ManifestLink, signedTextOf } from '@app/archive';

let jobs = 0;

/** A manifest as simple as can be: its task, and the one before. */
const manifestOf = (taskId: string) =>
  async function* (previous: ManifestLink | undefined) {
    await Promise.resolve();
    yield Buffer.from(JSON.stringify({ taskId, previous: previous?.sha256 ?? null }));
  };

/** What every ManifestArchive guarantees. `open` opens the same archive again, as another process would. */
export function describeManifestArchive(name: string, open: () => ManifestArchive): void {
  describe(`${name} is a ManifestArchive`, () => {
    let archive: ManifestArchive;
    let jobId: string;
    beforeEach(() => {
      archive = open();
      jobId = `job/${jobs++} #ä`;
    });
    const append = (taskId: string, to = open()) => to.append(jobId, taskId, manifestOf(taskId));
    const list = (of = jobId) => Array.fromAsync(open().list(of));
    const read = async (link: ManifestLink) =>
      JSON.parse(Buffer.from(await open().read(link)).toString()) as Record<string, unknown>;

    /** Each manifest holds the hash of the one before, and the numbers have no gap. */
    const expectChained = async (length: number) => {
      const links = await list();
      expect(links.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length }, (_, i) => i + 1),
      );
      const manifests = await Promise.all(links.map(read));
      expect(manifests).toEqual(
        links.map(({ taskId }, i) => ({ taskId, previous: links[i - 1]?.sha256 ?? null })),
      );
    };

    it('has an empty chain for a job without manifests', async () => {
      expect(await list()).toEqual([]);
    });

    it('chains each manifest to the one before, and lists them by sequence', async () => {
      for (let i = 1; i <= 11; i++) {
        expect(await append(`task/${i}`, archive)).toMatchObject({
          sequence: i,
          taskId: `task/${i}`,
        });
      }
      await expectChained(11);
    });

    it('appends one manifest per task, and builds no other', async () => {
      const first = await append('task');
      await append('another');
      const again = await open().append(jobId, 'task', () => {
        throw new Error('built again');
      });
      expect(again).toEqual(first);
      await expectChained(2);
    });

    it('chains all manifests of tasks that end at once, each once', async () => {
      const tasks = Array.from({ length: 8 }, (_, i) => `task ${i}`);
      const links = await Promise.all([...tasks, ...tasks].map((taskId) => append(taskId)));
      expect(links.slice(0, 8)).toEqual(links.slice(8));
      await expectChained(8);
    });

    it('keeps a signature with the link, over what the link says', async () => {
      const sign = async (text: string) => {
        await Promise.resolve();
        return { keyId: 'key', value: `signed ${text}` };
      };
      const link = await archive.append(jobId, 'task', manifestOf('task'), sign);
      const value = `signed ${signedTextOf(jobId, { ...link, sequence: 1 })}`;
      expect(link.signature).toEqual({ keyId: 'key', value });
      expect(await list()).toEqual([link]);
      expect((await append('unsigned')).signature).toBeUndefined();
      expect(await open().listStartingWith(jobId, 'task')).toEqual([link]);
    });

    it('keeps jobs apart', async () => {
      await append('task');
      expect(await list(`${jobId}0`)).toEqual([]);
      const link = await archive.append(`${jobId}0`, 'task', manifestOf('task'));
      expect(link.sequence).toBe(1);
    });

    it('hands out no manifest that is not what was stored, and none it has not', async () => {
      const link = await append('task');
      const changed = archive.read({ ...link, sha256: '0'.repeat(64) });
      await expect(changed).rejects.toMatchObject({ code: 'archive.corrupt' });
      const unknown = archive.read({ ...link, name: `manifests/none.${link.sha256}.json` });
      await expect(unknown).rejects.toMatchObject({ code: 'archive.not_found' });
    });

    it('opens a manifest of any size, and gives the end only of what was stored', async () => {
      const bytes = Buffer.alloc(3_000_000, 'manifest ');
      const link = await archive.append(jobId, 'large', () => Readable.from([bytes]));
      const opened = await Array.fromAsync(await open().open(link));
      expect(Buffer.concat(opened).equals(bytes)).toBe(true);
      const got: Uint8Array[] = [];
      const drain = async () => {
        const wrong = await open().open({ ...link, sha256: '0'.repeat(64) });
        for await (const chunk of wrong) got.push(chunk);
      };
      await expect(drain()).rejects.toMatchObject({ code: 'archive.corrupt' });
      expect(Buffer.concat(got).length).toBeLessThan(bytes.length);
      const unknown = archive.open({ ...link, name: `manifests/none.${link.sha256}.json` });
      await expect(unknown).rejects.toMatchObject({ code: 'archive.not_found' });
    });

    it('finds links by the beginning of their task, in order', async () => {
      const tasks = ["a/b'.2", 'a', "a/b'.1", "a/b'c.1", "a/b'"];
      for (const taskId of tasks) await append(taskId);
      const found = await open().listStartingWith(jobId, "a/b'.");
      expect(found.map(({ taskId }) => taskId)).toEqual(["a/b'.2", "a/b'.1"]);
      expect(found[0]).toEqual((await list())[0]);
      expect(await open().listStartingWith(jobId, 'b')).toEqual([]);
      expect(await open().listStartingWith(`${jobId}0`, 'a')).toEqual([]);
    });
  });
}
