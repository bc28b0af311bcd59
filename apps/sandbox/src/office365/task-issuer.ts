import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';

import { SandboxAddress } from '../core/sandbox-address';
import { SandboxSettings } from '../core/sandbox-settings';
import { EntraTokens } from '../entra/entra-tokens';
import { ImportContainers } from './import-containers';
import { type ImportTask } from './import-state';

const RETRY_MS = 1000;
const OK = 200;

/** Sends download requests to the connector until it takes them. */
@Injectable()
export class TaskIssuer {
  private readonly log = new Logger(TaskIssuer.name);

  constructor(
    private readonly settings: SandboxSettings,
    private readonly address: SandboxAddress,
    private readonly tokens: EntraTokens,
    private readonly containers: ImportContainers,
  ) {}

  /** Resolves once the connector has taken the task, or the signal is aborted. */
  async issue(task: ImportTask, signal: AbortSignal): Promise<void> {
    for (;;) {
      if (signal.aborted) return;
      const status = await this.send(task, await this.containers.lend(task.jobId));
      if (status === OK) return;
      if (status) this.log.warn(`the connector refuses task ${task.taskId} with ${status}`);
      await delay(RETRY_MS, undefined, { ref: false });
    }
  }

  /** The status the connector answers with; `undefined` while it cannot be reached. */
  private async send(task: ImportTask, sasUri: string): Promise<number | undefined> {
    const token = await this.tokens.importToken(this.address.origin);
    try {
      const response = await fetch(`${this.settings.connectorUrl}/data/OnDownloadRequest`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
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
      return response.status;
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  }
}
