import { type EntraCredentials } from '@app/domain';
import { Injectable } from '@nestjs/common';

import {
  type Completion,
  type CompletionReporter,
  type CompletionStatus,
  type DeliveredItem,
} from '../completion-reporter';
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
    const body = () => bodyOf(taskId, status, items());
    return this.api.call({ app, path: '/api/data/ondownloadcomplete/', jobId, body, signal });
  }
}

async function* bodyOf(
  taskId: string,
  status: CompletionStatus,
  items: AsyncIterable<DeliveredItem>,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ taskId, status }).slice(0, -1)},"itemMetadata":[`;
  let comma = '';
  for await (const { id, modifiedAt, fileName } of items) {
    const row = { id, modificationTimestampUtc: modifiedAt.toISOString(), fileName };
    yield comma + JSON.stringify(row);
    comma = ',';
  }
  yield ']}';
}
