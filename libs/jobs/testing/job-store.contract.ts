import { type ConnectorJob } from '@app/domain';
import { type JobStore } from '@app/jobs';

const job = (jobId: string, more: Partial<ConnectorJob> = {}): ConnectorJob => ({
  schemaVersion: 1,
  jobId,
  tenantId: '3d5f4bd0-6f0b-4a8a-8b13-4f4a1f1f6c11',
  accountId: '1900000000000000000',
  username: 'contoso',
  createdAt: new Date('2026-01-01T00:00:00.123Z'),
  ...more,
});

/** What every JobStore guarantees. `open` opens the same store again, as another process would; it is empty at first. */
export function describeJobStore(name: string, open: () => JobStore): void {
  describe(`${name} is a JobStore`, () => {
    it('has no job before one is saved', async () => {
      expect(await open().find('never saved')).toBeUndefined();
      expect(await open().list()).toEqual([]);
    });

    it('gives back what was saved', async () => {
      await open().save(job('a'));
      expect(await open().find('a')).toEqual(job('a'));
    });

    it('replaces the account of a job', async () => {
      await open().save(job('a'));
      await open().save(job('a', { accountId: '2', username: 'fabrikam' }));
      expect(await open().find('a')).toEqual(job('a', { accountId: '2', username: 'fabrikam' }));
    });

    it('lists all jobs by id, whatever signs the ids have', async () => {
      const ids = ['a', 'a-b', 'a.b', 'a/b', 'A', "a'b", 'a#ä?'];
      for (const id of ids) await open().save(job(id));
      expect((await open().list()).map(({ jobId }) => jobId)).toEqual(ids.toSorted());
      expect(await Promise.all(ids.map((id) => open().find(id)))).toEqual(ids.map((id) => job(id)));
    });
  });
}
