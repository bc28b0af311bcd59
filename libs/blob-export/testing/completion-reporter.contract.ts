import { Readable } from 'node:stream';
import { type CompletionReporter, CompletionStatus } from '@app/blob-export';
import { type EntraCredentials } from '@app/domain';

/** How the service answers the next report. */
export type Refusal = 'unauthorized' | 'refused' | 'unavailable';

export interface CompletionReporterUnderTest {
  reporter: CompletionReporter;
  app: EntraCredentials;
  jobId: string;
  /** The service asks for a task; its id. */
  ask(): Promise<string>;
  /** The service answers the next report so. */
  refuse(how: Refusal): Promise<void>;
  /** How many tasks of the job the service takes for done. */
  done(): Promise<number>;
}

/** What every CompletionReporter guarantees. */
export function describeCompletionReporter(
  name: string,
  make: () => Promise<CompletionReporterUnderTest>,
): void {
  describe(`${name} is a CompletionReporter`, () => {
    let service: CompletionReporterUnderTest;
    let taskId: string;
    beforeEach(async () => {
      service = await make();
      taskId = await service.ask();
    });
    const report = (status = CompletionStatus.Success, signal?: AbortSignal) => {
      const items = () => Readable.from([{ id: '1', modifiedAt: new Date(0), fileName: '1.json' }]);
      const completion = { taskId, status, items };
      return service.reporter.report(service.app, service.jobId, completion, { signal });
    };

    it('resolves when the service has accepted', async () => {
      await report();
      expect(await service.done()).toBe(1);
    });

    it('may be told the same again, which changes nothing', async () => {
      await report();
      await report();
      expect(await service.done()).toBe(1);
    });

    it('tells failures too, which are not done', async () => {
      await report(CompletionStatus.TemporaryFailure);
      expect(await service.done()).toBe(0);
      await report();
      expect(await service.done()).toBe(1);
    });

    it.each(['unauthorized', 'refused', 'unavailable'] as const)(
      'rejects when the service does not accept: %s, and is heard the next time',
      async (how) => {
        await service.refuse(how);
        await expect(report()).rejects.toMatchObject({ code: `export.completion_${how}` });
        expect(await service.done()).toBe(0);
        await report();
        expect(await service.done()).toBe(1);
      },
    );

    it('tells nothing for who has given up, and gives their reason', async () => {
      const reason = new Error('shutting down');
      await expect(report(CompletionStatus.Success, AbortSignal.abort(reason))).rejects.toBe(
        reason,
      );
      expect(await service.done()).toBe(0);
    });
  });
}
