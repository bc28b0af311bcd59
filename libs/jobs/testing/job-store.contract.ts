import { AppError, type ConnectorJob } from '@app/domain';
import { type JobStore } from '@app/jobs';

import { aJob } from './job.builder';

let made = 0;

/** What every JobStore guarantees. `open` opens the same store again, as another process would; it is empty at first. */
export function describeJobStore(name: string, open: () => JobStore): void {
  describe(`${name} is a JobStore`, () => {
    const aNewJob = (differs: Partial<ConnectorJob> = {}) =>
      aJob({ jobId: `job ${++made}/é`, ...differs });

    it('has no job before one is saved', async () => {
      expect(await open().find('never saved')).toBeUndefined();
      expect(await open().list()).toEqual([]);
    });

    it('lists all jobs by id, whatever signs the ids have', async () => {
      const ids = ['a', 'a-b', 'a.b', 'a/b', 'A', "a'b", 'a#ä?'];
      const jobs = ids.map((jobId) => aJob({ jobId }));
      for (const job of jobs) await open().save(job);
      expect((await open().list()).map(({ jobId }) => jobId)).toEqual(ids.toSorted());
      expect(await Promise.all(ids.map((id) => open().find(id)))).toEqual(jobs);
    });

    it('gives back what was kept, and replaces all of it', async () => {
      const since = new Date('2026-02-03T04:05:06.789Z');
      const seen = { tokenSetAt: since, keysReleasedAt: since };
      const consent = { version: '1', sha256: 'a'.repeat(64), at: since, by: 'contoso' };
      const job = aNewJob({ ...seen, consent, remediation: { type: 'Relogin', since } });
      await open().save(job);
      await expect(open().find(job.jobId)).resolves.toEqual(job);
      const { tokenSetAt: _, keysReleasedAt: __, remediation: ___, consent: ____, ...less } = job;
      const other = { ...less, accountId: '2', username: 'fabrikam', paused: true };
      await open().save(other);
      await expect(open().find(job.jobId)).resolves.toEqual(other);
    });

    it('makes a job of none, and another of one', async () => {
      const job = aNewJob({ state: 'pending' });
      await open().change(job.jobId, (known) => known ?? job);
      const changed = await open().change(job.jobId, (known) => ({
        ...(known ?? aNewJob()),
        state: 'created',
      }));
      expect(changed).toEqual({ ...job, state: 'created' });
      await expect(open().find(job.jobId)).resolves.toEqual(changed);
    });

    it('loses none of the changes made at once', async () => {
      const job = aNewJob({ username: '' });
      const add = (known: ConnectorJob = job) => ({ ...known, username: `${known.username}x` });
      await Promise.all(Array.from({ length: 8 }, () => open().change(job.jobId, add)));
      await expect(open().find(job.jobId)).resolves.toMatchObject({ username: 'xxxxxxxx' });
    });

    it('changes nothing when the change is refused', async () => {
      const job = aNewJob();
      await open().save(job);
      const refusal = new AppError('jobs.other_account', 'refused');
      const refuse = () => {
        throw refusal;
      };
      await expect(open().change(job.jobId, refuse)).rejects.toBe(refusal);
      await expect(open().find(job.jobId)).resolves.toEqual(job);
    });

    it('lists deleted jobs only when asked, though it knows them', async () => {
      const [kept, deleted] = [aNewJob(), aNewJob({ state: 'deleted' })];
      await open().save(kept);
      await open().save(deleted);
      const ids = (jobs: ConnectorJob[]) => jobs.map(({ jobId }) => jobId);
      expect(ids(await open().list())).toContain(kept.jobId);
      expect(ids(await open().list())).not.toContain(deleted.jobId);
      expect(ids(await open().list({ withDeleted: true }))).toContain(deleted.jobId);
      await expect(open().find(deleted.jobId)).resolves.toEqual(deleted);
    });
  });
}
