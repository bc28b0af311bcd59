import { type ItemChangeReporter } from '@app/blob-export';
import { type EntraCredentials } from '@app/domain';

import { type Refusal } from './completion-reporter.contract';

export interface ItemChangeReporterUnderTest {
  reporter: ItemChangeReporter;
  app: EntraCredentials;
  jobId: string;
  /** The service answers the next report so. */
  refuse(how: Refusal): Promise<void>;
  /** Ids of the job's items that the service asks for again. */
  askedAgain(): Promise<string[]>;
}

/** What every ItemChangeReporter guarantees. */
export function describeItemChangeReporter(
  name: string,
  make: () => Promise<ItemChangeReporterUnderTest>,
): void {
  describe(`${name} is an ItemChangeReporter`, () => {
    let service: ItemChangeReporterUnderTest;
    beforeEach(async () => {
      service = await make();
    });
    const report = (ids: string[], signal?: AbortSignal) => {
      const changes = ids.map((itemId, i) => ({
        itemId,
        changedAt: new Date(1000),
        type: i % 2 === 0 ? ('updated' as const) : ('deleted' as const),
      }));
      return service.reporter.report(service.app, service.jobId, changes, { signal });
    };

    it('makes the service ask again for what has changed', async () => {
      await report(['1', '2']);
      await report(['3']);
      expect(await service.askedAgain()).toEqual(['1', '2', '3']);
    });

    it.each(['unauthorized', 'refused', 'unavailable'] as const)(
      'rejects when the service does not accept: %s, and is heard the next time',
      async (how) => {
        await service.refuse(how);
        await expect(report(['1'])).rejects.toMatchObject({ code: `export.completion_${how}` });
        expect(await service.askedAgain()).toEqual([]);
        await report(['1']);
        expect(await service.askedAgain()).toEqual(['1']);
      },
    );

    it('tells nothing for who has given up, and gives their reason', async () => {
      const reason = new Error('shutting down');
      await expect(report(['1'], AbortSignal.abort(reason))).rejects.toBe(reason);
      expect(await service.askedAgain()).toEqual([]);
    });
  });
}
