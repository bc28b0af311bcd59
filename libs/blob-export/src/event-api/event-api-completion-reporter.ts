import { type EntraCredentials } from '@app/domain';
import { Injectable } from '@nestjs/common';

import { type Completion, type CompletionReporter } from '../completion-reporter';
import { EventApi } from './event-api';

/** Completion calls to the Event API of Office 365 Import. */
@Injectable()
export class EventApiCompletionReporter implements CompletionReporter {
  constructor(private readonly api: EventApi) {}

  report(
    app: EntraCredentials,
    jobId: string,
    { taskId, status, items }: Completion,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<void> {
    const itemMetadata = items.map(({ id, modifiedAt, fileName }) => ({
      id,
      modificationTimestampUtc: modifiedAt.toISOString(),
      fileName,
    }));
    const body = { taskId, status, itemMetadata };
    return this.api.call({ app, path: '/api/data/ondownloadcomplete/', jobId, body, signal });
  }
}
