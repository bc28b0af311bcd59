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

  /** Resolves once the connector has taken the task, or nobody wants it any more; never rejects, whatever is out of order. */
  async issue(task: ImportTask, isWanted: () => boolean, connectorUrl?: string): Promise<void> {
    let told = '';
    while (isWanted()) {
      const obstacle = await this.send(task, connectorUrl ?? this.settings.connectorUrl);
      if (obstacle === undefined) return;
      if (obstacle !== told) this.log.warn(`task ${task.taskId} waits: ${obstacle}`);
      told = obstacle;
      await delay(RETRY_MS, undefined, { ref: false });
    }
  }

  /** Why the connector has not got it; `undefined` when it has. */
  private async send(task: ImportTask, connectorUrl: string): Promise<string | undefined> {
    try {
      const sasUri = await this.containers.lend(task.jobId);
      const token = await this.tokens.importToken(this.address.origin);
      const response = await fetch(`${connectorUrl}/data/OnDownloadRequest`, {
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
      return response.status === OK ? undefined : `the connector answers ${response.status}`;
    } catch (error) {
      // Storage or the connector may come up later: a person starts them in any order.
      return error instanceof Error ? error.message : String(error);
    }
  }
}
