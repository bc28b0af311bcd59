import { type EntraCredentials } from '@app/domain';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';

import { type ItemChange, type ItemChangeReporter } from '../item-change-reporter';
import { EventApi } from './event-api';

/** Events of changed items to the Event API of Office 365 Import. */
@Injectable()
export class EventApiItemChangeReporter implements ItemChangeReporter {
  constructor(private readonly api: EventApi) {}

  report(
    app: EntraCredentials,
    jobId: string,
    changes: readonly ItemChange[],
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<void> {
    const entry = changes.map(({ itemId, changedAt, type }) => ({
      Id: itemId,
      TimeStamp: changedAt.toISOString(),
      ChangeType: type,
    }));
    return this.api.call({
      app,
      path: '/api/event/nativeconnector/',
      jobId,
      body: () => Readable.from([JSON.stringify({ entry })]),
      signal,
    });
  }
}
