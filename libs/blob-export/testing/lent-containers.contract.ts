import { createHash } from 'node:crypto';
import { type LentContainers } from '@app/blob-export';
import { Secret } from '@app/domain';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** What LentContainers tells of a container with these files, by path. */
export function describeLentContainers(
  name: string,
  lend: (
    files: Record<string, string>,
  ) => Promise<{ containers: LentContainers; container: Secret }>,
): void {
  describe(`${name} is LentContainers`, () => {
    const files = {
      'job/task/2.json': 'two',
      'job/task/1.json': 'one',
      'job/task2/3.json': 'of another task',
      'job2/task/4.json': 'of another job',
    };

    it('lists what is in the folder of a task by name, and hashes it', async () => {
      const { containers, container } = await lend(files);
      const folder = containers.open(container, 'job', 'task');
      expect(await Array.fromAsync(folder.names())).toEqual(['1.json', '2.json']);
      expect(await folder.sha256Of('1.json')).toBe(sha256('one'));
      expect(await folder.sha256Of('3.json')).toBeUndefined();
      const empty = containers.open(container, 'job', 'none');
      expect(await Array.fromAsync(empty.names())).toEqual([]);
    });

    it('opens no container elsewhere', async () => {
      const { containers } = await lend(files);
      const elsewhere = new Secret('https://metadata.internal/lent?sig=s');
      const opened = (async () => Promise.resolve(containers.open(elsewhere, 'job', 'task')))();
      await expect(opened).rejects.toMatchObject({ code: 'export.sas_host_not_allowed' });
    });
  });
}
