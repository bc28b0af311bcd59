import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';

import { SandboxCredentials } from '../core/sandbox-credentials';
import { SandboxSettings } from '../core/sandbox-settings';
import { ImportContainers } from './import-containers';
import { type ImportTask } from './import-state';

const RETRY_MS = 1000;

/** Sends download requests to the connector until it takes them. */
@Injectable()
export class TaskIssuer {
  private readonly log = new Logger(TaskIssuer.name);

  constructor(
    private readonly settings: SandboxSettings,
    private readonly credentials: SandboxCredentials,
    private readonly containers: ImportContainers,
  ) {}

  /** Resolves once the connector has taken the task, or the signal is aborted. */
  async issue(task: ImportTask, signal: AbortSignal): Promise<void> {
    for (;;) {
      if (signal.aborted) return;
      const refusal = await this.send(task, await this.containers.lend(task.jobId));
      if (refusal === undefined) return;
      this.log.warn(`the connector does not take task ${task.taskId}: ${refusal}`);
      await delay(RETRY_MS);
    }
  }

  /** Why the connector did not take it; `undefined` when it did. */
  private async send(task: ImportTask, sasUri: string): Promise<string | undefined> {
    const { tenantId, apiSecretKey } = this.credentials;
    const basic = Buffer.from(`${tenantId}:${apiSecretKey}`).toString('base64');
    try {
      const response = await fetch(`${this.settings.connectorUrl}/data/OnDownloadRequest`, {
        method: 'POST',
        headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          JobId: task.jobId,
          TaskId: task.taskId,
          StartTime: task.start,
          EndTime: task.end,
          DirtyEntities: task.dirtyEntities,
          BlobSasUri: sasUri,
        }),
      });
      await response.body?.cancel();
      return response.ok ? undefined : `status ${response.status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
